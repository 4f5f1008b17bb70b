package org.triceras.formats.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.op.BroadcastTo;
import org.triceras.engine.ir.op.Concat;
import org.triceras.engine.ir.op.Flip;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Pad;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.Slice;
import org.triceras.engine.ir.op.Transpose;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/** Operations that move elements, or leave them out. */
final class ShapeRules {
    private ShapeRules() {}

    static void addTo(Map<Class<? extends Op>, Rules.Rule> rules) {
        rules.put(Reshape.class, ShapeRules::reshape);
        rules.put(BroadcastTo.class, ShapeRules::broadcast);
        rules.put(Transpose.class, ShapeRules::transpose);
        rules.put(Slice.class, ShapeRules::slice);
        rules.put(Flip.class, ShapeRules::flip);
        rules.put(Pad.class, ShapeRules::pad);
        rules.put(Concat.class, ShapeRules::concat);
    }

    private static List<Value> reshape(Step step) {
        Shape few = step.few.spec().shape();
        Shape many = step.many.spec().shape();
        if (few.equals(step.input(0).few.shape())
                && many.equals(step.input(0).many.shape())) {
            return List.of(step.input(0));
        }
        int[] dims = few.dims();
        int open = 0;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] != many.dim(i)) {
                dims[i] = -1;
                open++;
            }
        }
        boolean hasNone = Arrays.stream(dims).anyMatch(dim -> dim == 0);
        String shape = open > 1 || hasNone ? step.shape(few, many) : step.longs(dims);
        // Else a length of 0 would mean that of the input.
        return step.is(step.add("Reshape", List.of(step.plain(0), shape), Attribute.of("allowzero", hasNone ? 1 : 0)));
    }

    private static List<Value> broadcast(Step step) {
        Value x = step.input(0);
        Shape few = step.few.spec().shape();
        Shape many = step.many.spec().shape();
        if (few.equals(x.few.shape()) && many.equals(x.many.shape())) {
            return List.of(x);
        }
        // A length of 1 leaves the axis as it is.
        int more = few.rank() - x.rank();
        for (int i = 0; i < x.rank(); i++) {
            if (!x.dim(i).isFixed()) {
                few = few.with(more + i, 1);
                many = many.with(more + i, 1);
            }
        }
        return step.is(step.add("Expand", step.plain(0), step.shape(few, many)));
    }

    private static List<Value> transpose(Step step) {
        Axes permutation = ((Transpose) step.op()).permutation();
        return step.is(step.add("Transpose", List.of(step.plain(0)), Attribute.of("perm", permutation.toArray())));
    }

    private static List<Value> slice(Step step) {
        Slice few = (Slice) step.op();
        Slice many = (Slice) step.many.op();
        int[] starts = few.starts().toArray();
        int[] ends = few.limits().toArray();
        for (int i = 0; i < starts.length; i++) {
            int length = step.input(0).few.shape().dim(i);
            boolean toEnd = few.limits().get(i) >= length
                    && many.limits().get(i) >= step.input(0).many.shape().dim(i);
            if (few.starts().get(i) != many.starts().get(i)
                    || !toEnd && ends[i] != many.limits().get(i)) {
                throw new ArgumentException("what a slice takes");
            }
            ends[i] = toEnd ? Slice.END : ends[i];
        }
        int[] axes = Axes.normalized(step.input(0).few.shape()).toArray();
        return step.onImages()
                ? step.isImage(slice(
                        step,
                        step.image(0),
                        step.imageOrder(starts),
                        step.imageOrder(ends),
                        axes,
                        step.imageOrder(few.strides().toArray())))
                : step.is(slice(
                        step, step.plain(0), starts, ends, axes, few.strides().toArray()));
    }

    private static String slice(Step step, String x, int[] starts, int[] ends, int[] axes, int[] strides) {
        int[] changed = Arrays.stream(axes)
                .filter(axis -> starts[axis] != 0 || ends[axis] != Slice.END || strides[axis] != 1)
                .toArray();
        return step.add(
                "Slice",
                x,
                step.longs(of(starts, changed)),
                step.longs(of(ends, changed)),
                step.longs(changed),
                step.longs(of(strides, changed)));
    }

    private static int[] of(int[] values, int[] axes) {
        return Arrays.stream(axes).map(axis -> values[axis]).toArray();
    }

    private static List<Value> flip(Step step) {
        int[] axes = ((Flip) step.op()).axes().toArray();
        long[] last = new long[axes.length];
        long[] beforeFirst = new long[axes.length];
        Arrays.fill(last, -1);
        Arrays.fill(beforeFirst, Long.MIN_VALUE);
        return step.is(step.add(
                "Slice", step.plain(0), step.longs(last), step.longs(beforeFirst), step.longs(axes), step.longs(last)));
    }

    private static List<Value> pad(Step step) {
        Pad pad = (Pad) step.op();
        if (Arrays.stream(pad.interior().toArray()).anyMatch(each -> each != 0)) {
            throw new Unsupported();
        }
        int[] low = pad.low().toArray();
        int[] high = pad.high().toArray();
        boolean onImages = step.onImages();
        String pads = onImages
                ? step.longs(joined(step.imageOrder(low), step.imageOrder(high)))
                : step.longs(joined(low, high));
        String x = onImages ? step.image(0) : step.plain(0);
        DType dtype = step.dtype();
        String name = step.add("Pad", x, pads, step.scalar(dtype, pad.value()));
        return onImages ? step.isImage(name) : step.is(name);
    }

    private static int[] joined(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static List<Value> concat(Step step) {
        int axis = step.spec().shape().axis(((Concat) step.op()).axis());
        boolean whole = step.inputs.stream().allMatch(each -> each.rank() == 4);
        return whole
                ? step.same("Concat", Attribute.of("axis", step.onImages() ? step.imageAxis(axis) : axis))
                : step.is(step.add("Concat", step.plains(), Attribute.of("axis", axis)));
    }
}
