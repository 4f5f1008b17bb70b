package org.triceras.formats.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Iota;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.RandomUniform;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Values that come from nowhere; those with a fixed shape are constants already. */
final class SourceRules {
    private SourceRules() {}

    static void addTo(Map<Class<? extends Op>, Rules.Rule> rules) {
        rules.put(Constant.class, SourceRules::repeated);
        rules.put(Iota.class, SourceRules::iota);
        rules.put(RandomUniform.class, SourceRules::random);
    }

    /** A constant for each number of samples, the same for all of them, such as the first state of a recurrent layer or a causal mask. */
    private static List<Value> repeated(Step step) {
        Tensor few = once(((Constant) step.few.op()).value(), step.few, step.many);
        Tensor many = once(((Constant) step.many.op()).value(), step.few, step.many);
        if (!few.spec().equals(many.spec()) || !Arrays.equals(few.toDoubleArray(), many.toDoubleArray())) {
            throw new ArgumentException("a constant");
        }
        return step.is(step.add("Expand", step.constant(few), wholeShape(step)));
    }

    /** The value with a length of 1 for what depends on the number of samples, as all is the same there. */
    private static Tensor once(Tensor value, Node few, Node many) {
        Tensor one = value;
        for (int axis = 0; axis < value.rank(); axis++) {
            if (few.spec().shape().dim(axis) != many.spec().shape().dim(axis)) {
                one = one.slice(axis, 0, 1);
            }
        }
        if (!Arrays.equals(one.broadcastTo(value.shape()).toDoubleArray(), value.toDoubleArray())) {
            throw new ArgumentException("a constant");
        }
        return one;
    }

    private static String wholeShape(Step step) {
        return step.shape(step.few.spec().shape(), step.many.spec().shape());
    }

    private static List<Value> iota(Step step) {
        int axis = step.spec().shape().axis(((Iota) step.op()).axis());
        int rank = step.spec().shape().rank();
        Dim length = Dim.of(
                step.few.spec().shape().dim(axis), step.many.spec().shape().dim(axis));
        String counts = length.isFixed()
                ? step.constant(Tensors.of(LongStream.range(0, length.length()).toArray())
                        .cast(step.dtype()))
                : counted(step, axis);
        int[] column = new int[rank];
        Arrays.fill(column, 1);
        column[axis] = -1;
        String along = step.add("Reshape", counts, step.longs(column));
        return step.is(step.add("Expand", along, wholeShape(step)));
    }

    private static String counted(Step step, int axis) {
        String vector = step.shape(
                Shape.of(step.few.spec().shape().dim(axis)),
                Shape.of(step.many.spec().shape().dim(axis)));
        String limit = step.add("Squeeze", vector);
        String range = step.add("Range", step.scalar(DType.INT64, 0), limit, step.scalar(DType.INT64, 1));
        return step.add("Cast", List.of(range), Attribute.of("to", OnnxType.code(step.dtype())));
    }

    /** Other numbers than ours, as ONNX does not say which. */
    private static List<Value> random(Step step) {
        String shape = step.add("Expand", step.scalar(step.dtype(), 0), wholeShape(step));
        return step.is(step.add("RandomUniformLike", shape));
    }
}
