package org.triceras.keras.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Operations that move, join, cut and pick elements. */
final class ShapeOperations {
    private ShapeOperations() {}

    static void define(
            BiConsumer<String, Function<Arguments, Tensor>> one, BiConsumer<String, Operations.Body> several) {
        one.accept("Reshape", a -> a.x().reshape(a.ints(a.setting("newshape"))));
        one.accept("Ravel", a -> a.x().flatten());
        one.accept("ExpandDims", a -> expandDims(a.x(), a.ints(a.setting("axis"))));
        one.accept("Squeeze", ShapeOperations::squeeze);
        one.accept(
                "Transpose", a -> a.x().transpose(a.setting("axes") == null ? new int[0] : a.ints(a.setting("axes"))));
        one.accept("Swapaxes", a -> swap(a.x(), a.integer("axis1", 0), a.integer("axis2", 0)));
        one.accept("Moveaxis", a -> move(a.x(), a.ints(a.setting("source")), a.ints(a.setting("destination"))));
        one.accept("Concatenate", a -> Tensors.concat(a.integer("axis", 0), a.xs()));
        one.accept("Stack", a -> Tensors.stack(a.integer("axis", 0), a.xs()));
        one.accept("Flip", a -> a.x().flip(a.axes(a.x().rank())));
        one.accept("BroadcastTo", a -> a.x().broadcastTo(Shape.of(a.ints(a.setting("shape")))));
        one.accept("Repeat", ShapeOperations::repeat);
        one.accept("Tile", ShapeOperations::tile);
        one.accept("Pad", ShapeOperations::pad);
        one.accept("Take", ShapeOperations::take);
        one.accept("TakeAlongAxis", a -> a.x().gatherAlong(a.tensor(1, "indices"), a.integer("axis", 0)));
        one.accept("GetItem", a -> Indexing.get(a.x(), a.get(1, "key"), a));
        one.accept("Sort", a -> a.x().sort(a.integer("axis", -1)));
        one.accept("Argsort", a -> a.x().argsort(a.integer("axis", -1)));
        several.accept("Split", ShapeOperations::split);
        several.accept("Unstack", a -> {
            Tensor x = a.x();
            int axis = x.shape().axis(a.integer("axis", 0));
            List<Tensor> parts = new ArrayList<>();
            for (int i = 0; i < x.shape().dim(axis); i++) {
                parts.add(x.slice(axis, i, i + 1).squeeze(axis));
            }
            return parts;
        });
    }

    private static Tensor expandDims(Tensor x, int[] axes) {
        Tensor result = x;
        int rank = x.rank() + axes.length;
        boolean[] added = new boolean[rank];
        for (int axis : axes) {
            added[axis < 0 ? axis + rank : axis] = true;
        }
        for (int i = 0; i < rank; i++) {
            result = added[i] ? result.expandDims(i) : result;
        }
        return result;
    }

    private static Tensor squeeze(Arguments a) {
        Tensor x = a.x();
        boolean[] dropped = new boolean[x.rank()];
        if (a.setting("axis") == null) {
            for (int i = 0; i < dropped.length; i++) {
                dropped[i] = x.shape().dim(i) == 1;
            }
        } else {
            for (int axis : a.ints(a.setting("axis"))) {
                dropped[x.shape().axis(axis)] = true;
            }
        }
        Tensor result = x;
        for (int i = dropped.length - 1; i >= 0; i--) {
            result = dropped[i] ? result.squeeze(i) : result;
        }
        return result;
    }

    private static Tensor swap(Tensor x, int first, int second) {
        int[] order = identity(x.rank());
        order[x.shape().axis(first)] = x.shape().axis(second);
        order[x.shape().axis(second)] = x.shape().axis(first);
        return x.transpose(order);
    }

    private static Tensor move(Tensor x, int[] source, int[] destination) {
        int rank = x.rank();
        Integer[] order = new Integer[rank];
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            rest.add(i);
        }
        for (int i = 0; i < source.length; i++) {
            order[x.shape().axis(destination[i])] = x.shape().axis(source[i]);
            rest.remove(Integer.valueOf(x.shape().axis(source[i])));
        }
        int[] permutation = new int[rank];
        for (int i = 0; i < rank; i++) {
            permutation[i] = order[i] == null ? rest.remove(0) : order[i];
        }
        return x.transpose(permutation);
    }

    private static int[] identity(int rank) {
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = i;
        }
        return order;
    }

    private static Tensor repeat(Arguments a) {
        int[] times = a.ints(a.setting("repeats"));
        if (times.length != 1) {
            throw a.wrong("one number of repeats for all elements", a.setting("repeats"));
        }
        Object axis = a.setting("axis");
        return axis == null ? a.x().flatten().repeat(times[0], 0) : a.x().repeat(times[0], a.integer("axis", 0));
    }

    private static Tensor tile(Arguments a) {
        int[] times = a.ints(a.setting("repeats"));
        Tensor x = a.x();
        while (x.rank() < times.length) {
            x = x.expandDims(0);
        }
        for (int i = 0; i < times.length; i++) {
            int axis = x.rank() - times.length + i;
            x = times[i] == 1 ? x : x.tile(times[i], axis);
        }
        return x;
    }

    private static Tensor pad(Arguments a) {
        Object mode = a.setting("mode");
        if (mode != null && !"constant".equals(mode)) {
            throw a.wrong("mode \"constant\"", mode);
        }
        Tensor x = a.x();
        int[] low = new int[x.rank()];
        int[] high = new int[x.rank()];
        Object width = a.setting("pad_width");
        List<?> widths = width instanceof List<?> list ? list : List.of(width);
        for (int i = 0; i < low.length; i++) {
            Object entry = widths.get(Math.min(i, widths.size() - 1));
            int[] sides = a.ints(widths.get(0) instanceof Number ? widths : entry);
            low[i] = sides[0];
            high[i] = sides[sides.length - 1];
        }
        Object value = a.get(1, "constant_values");
        return x.pad(low, high, value instanceof Number number ? number.doubleValue() : 0);
    }

    private static Tensor take(Arguments a) {
        Tensor indices = a.tensor(1, "indices");
        Object axis = a.setting("axis");
        Tensor x = axis == null ? a.x().flatten() : a.x();
        int at = axis == null ? 0 : a.integer("axis", 0);
        int length = x.shape().dim(at);
        return x.gather(indices.lt(0).where(indices.add(length), indices), at);
    }

    private static List<Tensor> split(Arguments a) {
        Tensor x = a.x();
        int axis = x.shape().axis(a.integer("axis", 0));
        Object where = a.setting("indices_or_sections");
        if (where instanceof Number parts) {
            return x.split(parts.intValue(), axis);
        }
        List<Tensor> parts = new ArrayList<>();
        int from = 0;
        for (int to : a.ints(where)) {
            parts.add(x.slice(axis, from, to));
            from = to;
        }
        parts.add(x.slice(axis, from, x.shape().dim(axis)));
        return parts;
    }
}
