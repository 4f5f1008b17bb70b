package org.triceras.formats.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.op.ArgReduce;
import org.triceras.engine.ir.op.ArgSort;
import org.triceras.engine.ir.op.Cumulative;
import org.triceras.engine.ir.op.CumulativeKind;
import org.triceras.engine.ir.op.LogSoftmax;
import org.triceras.engine.ir.op.MatMul;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.Softmax;
import org.triceras.engine.tensor.DType;

/** Operations that combine the elements along axes. */
final class AxisRules {
    private AxisRules() {}

    static void addTo(Map<Class<? extends Op>, Rules.Rule> rules) {
        rules.put(MatMul.class, AxisRules::matMul);
        rules.put(Reduce.class, AxisRules::reduce);
        rules.put(Softmax.class, step -> softmax(step, "Softmax"));
        rules.put(LogSoftmax.class, step -> softmax(step, "LogSoftmax"));
        rules.put(ArgReduce.class, AxisRules::argReduce);
        rules.put(ArgSort.class, AxisRules::argSort);
        rules.put(Cumulative.class, AxisRules::cumulative);
    }

    private static List<Value> matMul(Step step) {
        MatMul op = (MatMul) step.op();
        return step.is(step.add("MatMul", matrix(step, 0, op.transposeA()), matrix(step, 1, op.transposeB())));
    }

    private static String matrix(Step step, int input, boolean transposed) {
        if (!transposed) {
            return step.plain(input);
        }
        int rank = step.input(input).rank();
        int[] permutation = new int[rank];
        Arrays.setAll(permutation, axis -> axis);
        permutation[rank - 1] = rank - 2;
        permutation[rank - 2] = rank - 1;
        return step.transposed(input, permutation);
    }

    private static List<Value> reduce(Step step) {
        Reduce op = (Reduce) step.op();
        int[] axes = op.axes().toArray();
        if (axes.length == 0) {
            return List.of(step.input(0));
        }
        String type = switch (op.kind()) {
            case SUM -> "ReduceSum";
            case PROD -> "ReduceProd";
            case MAX, ANY -> "ReduceMax";
            case MIN, ALL -> "ReduceMin";
        };
        // Images without height and width are as ours are.
        boolean ofImage = step.onImages() && (op.keepDims() || Arrays.equals(axes, new int[] {1, 2}));
        String x = ofImage ? step.image(0) : step.plain(0);
        String over =
                step.longs(ofImage ? Arrays.stream(axes).map(step::imageAxis).toArray() : axes);
        Attribute keep = Attribute.of("keepdims", op.keepDims() ? 1 : 0);
        String name =
                op.kind().isLogical() ? logical(step, type, x, over, keep) : step.add(type, List.of(x, over), keep);
        return ofImage && op.keepDims() ? step.isImage(name) : step.is(name);
    }

    /** ONNX reduces numbers only. */
    private static String logical(Step step, String type, String x, String over, Attribute keep) {
        String numbers = step.cast(x, DType.INT32);
        return step.cast(step.add(type, List.of(numbers, over), keep), DType.BOOL);
    }

    private static List<Value> softmax(Step step, String type) {
        return step.same(type, Attribute.of("axis", step.onImages() ? 1 : -1));
    }

    private static List<Value> argReduce(Step step) {
        ArgReduce op = (ArgReduce) step.op();
        int axis = step.input(0).shape().axis(op.axis());
        String place = step.add(
                op.max() ? "ArgMax" : "ArgMin",
                List.of(step.plain(0)),
                Attribute.of("axis", axis),
                Attribute.of("keepdims", 0));
        return step.is(step.cast(place, DType.INT32));
    }

    private static List<Value> argSort(Step step) {
        ArgSort op = (ArgSort) step.op();
        int axis = step.spec().shape().axis(op.axis());
        String length = step.length(step.lengths().get(axis));
        List<String> sorted = step.translator.graph.add(
                step.scope(),
                "TopK",
                List.of(step.plain(0), length),
                2,
                Attribute.of("axis", axis),
                Attribute.of("largest", op.descending() ? 1 : 0));
        return step.is(step.cast(sorted.get(1), DType.INT32));
    }

    private static List<Value> cumulative(Step step) {
        Cumulative op = (Cumulative) step.op();
        if (op.kind() != CumulativeKind.SUM) {
            throw new Unsupported();
        }
        String axis = step.scalar(DType.INT64, step.spec().shape().axis(op.axis()));
        return step.is(step.add(
                "CumSum",
                List.of(step.plain(0), axis),
                Attribute.of("exclusive", op.exclusive() ? 1 : 0),
                Attribute.of("reverse", op.reverse() ? 1 : 0)));
    }
}
