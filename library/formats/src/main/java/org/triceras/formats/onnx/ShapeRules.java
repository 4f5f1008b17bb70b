package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Operations that move elements, or leave them out. */
final class ShapeRules {
    private static final Length ONE = new Length(List.of(1));

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
        List<Length> lengths = step.lengths();
        if (lengths.equals(Length.all(step.input(0).shapes()))) {
            return List.of(step.input(0));
        }
        boolean hasNone = lengths.stream().anyMatch(each -> each.isFixed() && each.first() == 0);
        long open = lengths.stream().filter(each -> !each.isFixed()).count();
        String shape = open == 1 && !hasNone
                ? step.longs(lengths.stream()
                        .mapToInt(each -> each.isFixed() ? each.first() : -1)
                        .toArray())
                : step.shape(lengths);
        // Else a length of 0 would mean that of the input.
        return step.is(step.add("Reshape", List.of(step.plain(0), shape), Attribute.of("allowzero", hasNone ? 1 : 0)));
    }

    private static List<Value> broadcast(Step step) {
        List<Length> from = Length.all(step.input(0).shapes());
        List<Length> to = new ArrayList<>(step.lengths());
        if (to.equals(from)) {
            return List.of(step.input(0));
        }
        int more = to.size() - from.size();
        for (int i = 0; i < from.size(); i++) {
            if (!from.get(i).isFixed()) {
                // Leaves the axis as it is.
                to.set(more + i, ONE);
            }
        }
        return step.is(step.add("Expand", step.plain(0), step.shape(to)));
    }

    private static List<Value> transpose(Step step) {
        Axes permutation = ((Transpose) step.op()).permutation();
        return step.is(step.add("Transpose", List.of(step.plain(0)), Attribute.of("perm", permutation.toArray())));
    }

    private static List<Value> slice(Step step) {
        Slice op = (Slice) step.op();
        int rank = op.starts().size();
        int[] starts = new int[rank];
        int[] ends = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int at = axis;
            List<Integer> lengths = step.input(0).length(axis).perTrace();
            List<Slice> ops = step.traced.ops(Slice.class);
            starts[axis] = place(ops.stream().map(each -> each.starts().get(at)).toList(), lengths, false);
            ends[axis] = place(ops.stream().map(each -> each.limits().get(at)).toList(), lengths, true);
        }
        int[] axes = Axes.normalized(step.input(0).shape()).toArray();
        int[] strides = op.strides().toArray();
        return step.onImages()
                ? step.isImage(slice(
                        step,
                        step.image(0),
                        step.imageOrder(starts),
                        step.imageOrder(ends),
                        axes,
                        step.imageOrder(strides)))
                : step.is(slice(step, step.plain(0), starts, ends, axes, strides));
    }

    /** A place that is the same in all traces, counted from the start or, as a negative number, from the end. */
    private static int place(List<Integer> places, List<Integer> lengths, boolean isEnd) {
        Set<Integer> fromStart = new HashSet<>(places);
        Set<Integer> fromEnd = new HashSet<>();
        boolean toEnd = isEnd;
        for (int i = 0; i < lengths.size(); i++) {
            toEnd &= places.get(i) >= lengths.get(i);
            fromEnd.add(places.get(i) - lengths.get(i));
        }
        if (toEnd) {
            return Slice.END;
        }
        if (fromStart.size() > 1 && (fromEnd.size() > 1 || fromEnd.contains(0))) {
            throw new ArgumentException("what a slice takes");
        }
        return fromStart.size() == 1 ? places.get(0) : fromEnd.iterator().next();
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
