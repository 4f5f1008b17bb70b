package org.triceras.keras.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;

/**
 * Shifts and scales features to mean 0 and variance 1 of data seen before: {@code normalization()}, then {@code adapt(xTrain)}; or with
 * a mean and variance given.
 */
public final class Normalization extends FluentLayer<Normalization> {
    private static final double EPSILON = 1e-7;

    private int[] axis = {-1};
    private boolean invert;
    private Object givenMean;
    private Object givenVariance;
    private Variable mean;
    private Variable variance;
    private Variable count;

    public Normalization() {}

    /** @param axis the axes that have a mean and a variance for each index; none for one mean and variance of everything */
    public Normalization(int... axis) {
        this.axis = axis.clone();
    }

    /** Uses this mean and variance, numbers or lists with one number for each index, and needs no adapt. */
    public Normalization meanAndVariance(Object mean, Object variance) {
        requireUnbuilt("meanAndVariance");
        this.givenMean = mean;
        this.givenVariance = variance;
        return this;
    }

    /** True goes the way back, from normalized values to the original ones. */
    public Normalization invert(boolean invert) {
        requireUnbuilt("invert");
        this.invert = invert;
        return this;
    }

    @Override
    public void build(Shape input) {
        if (givenMean == null) {
            int[] kept = kept(input.rank());
            Shape shape = Shape.of(Arrays.stream(kept).map(input::dim).toArray());
            mean = addWeight("mean", shape, "zeros", false);
            variance = addWeight("variance", shape, "ones", false);
            count = addState("count", Tensors.scalar(0, DType.INT32));
        }
    }

    private int[] kept(int rank) {
        return Arrays.stream(axis).map(a -> a < 0 ? a + rank : a).sorted().toArray();
    }

    /** Takes mean and variance from data (samples first), instead of what was there before. */
    public void adapt(Tensor data) {
        if (givenMean != null) {
            throw new StateException(
                    "Normalization \"" + name() + "\": mean and variance were given, so there is nothing"
                            + " to adapt. Leave out meanAndVariance, or adapt.");
        }
        ensureBuilt(List.of(data.shape()));
        Tensor x = data.cast(dtype());
        int[] kept = kept(x.rank());
        int[] others = IntStream.range(0, x.rank())
                .filter(i -> Arrays.stream(kept).noneMatch(k -> k == i))
                .toArray();
        mean.assign(x.mean(others, false).reshape(mean.shape()));
        variance.assign(x.var(others, false).reshape(variance.shape()));
        forgetCompiledCalls();
    }

    /** The mean in use. */
    public Tensor mean() {
        return givenMean == null ? mean.tensor() : Tensors.of(givenMean).cast(dtype());
    }

    /** The variance in use. */
    public Tensor variance() {
        return givenMean == null ? variance.tensor() : Tensors.of(givenVariance).cast(dtype());
    }

    /** @param dims what the input has along the axes that keep their mean, 1 along the others */
    private void checkLength(Shape input, int[] dims) {
        int means = mean().size();
        int expected = Shape.of(dims).size();
        if (means != 1 && means != expected) {
            throw new ShapeException("expected an input with " + means + " values along axis " + Arrays.toString(axis)
                    + ", one for each mean. Received shape " + input
                    + ". Call it on the columns that it was adapted to, or adapt it to these.");
        }
    }

    @Override
    public Tensor call(Tensor input) {
        Tensor x = input.cast(dtype());
        int[] dims = new int[x.rank()];
        Arrays.fill(dims, 1);
        for (int k : kept(x.rank())) {
            dims[k] = x.shape().dim(k);
        }
        checkLength(x.shape(), dims);
        Tensor center = mean().size() == 1 ? mean().reshape() : mean().reshape(dims);
        Tensor spread =
                variance().size() == 1 ? variance().reshape() : variance().reshape(dims);
        Tensor deviation = spread.sqrt().maximum(EPSILON);
        return invert ? x.mul(deviation).add(center) : x.sub(center).div(deviation);
    }

    @Override
    protected void options(Options o) {
        o.value("axis", () -> Options.list(axis), v -> axis = v == null ? new int[0] : Options.ints(v, 1))
                .flag("invert", () -> invert, v -> invert = v)
                .value("mean", () -> givenMean, v -> givenMean = v)
                .value("variance", () -> givenVariance, v -> givenVariance = v);
    }
}
