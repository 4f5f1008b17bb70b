package org.triceras.formats.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Iota;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.RandomUniform;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensors;

/** Values that come from nowhere; those with a fixed shape are constants already. */
final class SourceRules {
    private SourceRules() {}

    static void addTo(Map<Class<? extends Op>, Rules.Rule> rules) {
        rules.put(Constant.class, step -> step.is(new OpenConstant(step).write()));
        rules.put(Iota.class, step -> step.is(counted(step, step.spec().shape().axis(((Iota) step.op()).axis()))));
        rules.put(RandomUniform.class, SourceRules::random);
    }

    /** 0, 1, 2, ... along one axis of the result, the same along all others. */
    static String counted(Step step, int axis) {
        int[] column = new int[step.lengths().size()];
        Arrays.fill(column, 1);
        column[axis] = -1;
        String numbers = step.add("Reshape", counted(step, step.lengths().get(axis)), step.longs(column));
        String whole = step.add("Expand", numbers, step.shape(step.lengths()));
        return step.cast(whole, step.dtype());
    }

    /** 0, 1, 2, ..., so many. */
    static String counted(Step step, Length length) {
        return length.isFixed()
                ? step.constant(Tensors.of(LongStream.range(0, length.first()).toArray()))
                : step.add(
                        "Range",
                        step.scalar(DType.INT64, 0),
                        step.add("Squeeze", step.length(length)),
                        step.scalar(DType.INT64, 1));
    }

    /** Other numbers than ours, as ONNX does not say which. */
    private static List<Value> random(Step step) {
        String shape = step.add("Expand", step.scalar(step.dtype(), 0), step.shape(step.lengths()));
        return step.is(step.add("RandomUniformLike", shape));
    }
}
