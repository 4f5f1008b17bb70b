package org.triceras.formats.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/**
 * A constant that layers have computed from an open length, and that is another one in each trace: the file has to compute it anew. Those are known
 * that layers need: the length itself, counts, what is the same everywhere, and the mask of causal attention.
 */
final class OpenConstant {
    private static final double ROUNDING = 1e-6;

    private final Step step;
    /** One for each trace. */
    private final List<Tensor> values;

    OpenConstant(Step step) {
        this.step = step;
        values = step.traced.ops(Constant.class).stream().map(Constant::value).toList();
    }

    /** @throws ArgumentException when it is none of those */
    String write() {
        int rank = values.get(0).rank();
        if (rank == 0) {
            return number();
        }
        if (values.stream().allMatch(OpenConstant::isCausal)) {
            return causal();
        }
        return IntStream.range(0, rank)
                .filter(axis -> values.stream().allMatch(each -> counts(each, axis)))
                .mapToObj(axis -> SourceRules.counted(step, axis))
                .findFirst()
                .orElseGet(this::repeated);
    }

    /** An open length, or one divided by it, as in means. */
    private String number() {
        List<Double> numbers = values.stream().map(Tensor::item).toList();
        boolean isInverse = numbers.get(0) < 1;
        Length length = new Length(numbers.stream()
                .map(each -> (int) Math.round(isInverse ? 1 / each : each))
                .toList());
        for (int i = 0; i < numbers.size(); i++) {
            double whole = length.perTrace().get(i);
            double expected = isInverse ? 1 / whole : whole;
            if (!(Math.abs(numbers.get(i) - expected) <= ROUNDING * expected)) {
                throw new ArgumentException("a number");
            }
        }
        String number = step.cast(step.add("Squeeze", step.length(length)), step.dtype());
        return isInverse ? step.add("Reciprocal", number) : number;
    }

    /** The same along all open axes, such as the first state of a recurrent layer or a mask for all samples. */
    private String repeated() {
        List<Tensor> once = values.stream().map(this::once).toList();
        for (Tensor each : once) {
            if (!Arrays.equals(each.toDoubleArray(), once.get(0).toDoubleArray())) {
                throw new ArgumentException("a constant");
            }
        }
        return step.add("Expand", step.constant(once.get(0)), step.shape(step.lengths()));
    }

    private Tensor once(Tensor value) {
        Tensor one = value;
        for (int axis = 0; axis < value.rank(); axis++) {
            if (!step.lengths().get(axis).isFixed()) {
                one = one.slice(axis, 0, 1);
            }
        }
        if (!Arrays.equals(one.broadcastTo(value.shape()).toDoubleArray(), value.toDoubleArray())) {
            throw new ArgumentException("a constant");
        }
        return one;
    }

    private static boolean counts(Tensor value, int axis) {
        double[] elements = value.toDoubleArray();
        int stride = value.shape().strides()[axis];
        int length = value.shape().dim(axis);
        return length > 1 && IntStream.range(0, elements.length).allMatch(i -> elements[i] == i / stride % length);
    }

    /** Whether it is true where the number of the row is not below that of the column. */
    private static boolean isCausal(Tensor value) {
        if (value.dtype() != DType.BOOL || value.rank() < 2) {
            return false;
        }
        double[] elements = value.toDoubleArray();
        int columns = value.shape().last();
        int rows = value.shape().dim(value.rank() - 2);
        return IntStream.range(0, elements.length)
                .allMatch(i -> elements[i] == (i / columns % rows >= i % columns ? 1 : 0));
    }

    private String causal() {
        List<Length> lengths = step.lengths();
        String rows = SourceRules.counted(step, lengths.get(lengths.size() - 2));
        String columns = SourceRules.counted(step, lengths.get(lengths.size() - 1));
        String mask = step.add("GreaterOrEqual", step.add("Unsqueeze", rows, step.longs(1)), columns);
        return step.add("Expand", mask, step.shape(lengths));
    }
}
