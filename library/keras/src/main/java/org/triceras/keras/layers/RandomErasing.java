package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Some images lose a box in training, so that no part alone decides: {@code randomErasing(0.5)}. Zhong et al. 2017. */
public final class RandomErasing extends ColorLayer<RandomErasing> {
    private List<?> scale = List.of(0.02, 0.33);
    private Object fillValue;

    RandomErasing() {
        this(1);
    }

    /** @param factor the largest chance of an image; the smallest is 0, so that half as many lose a box on average */
    public RandomErasing(double factor) {
        this(0, factor);
    }

    /** Chances from {@code lower} to {@code upper}, themselves at random; two equal numbers for that part of the images. */
    public RandomErasing(double lower, double upper) {
        super(0, 1, lower, upper);
    }

    /** The box's part of the image, from {@code lower} to {@code upper}; 0.02 to 0.33 by default. */
    public RandomErasing scale(double lower, double upper) {
        requireUnbuilt("scale");
        if (!(0 <= lower && lower <= upper && upper <= 1)) {
            throw new ArgumentException("RandomErasing: expected a scale from 0 to 1, the box's part of the image."
                    + " Received " + Colors.plain(lower) + " and " + Colors.plain(upper) + ".");
        }
        this.scale = List.of(lower, upper);
        return this;
    }

    /** What the box is filled with: one number, or one per channel. Left out, noise. */
    public RandomErasing fillValue(double... value) {
        requireUnbuilt("fillValue");
        this.fillValue = value.length == 1
                ? (Object) value[0]
                : java.util.Arrays.stream(value).boxed().toList();
        return this;
    }

    @Override
    boolean hasStandardFactor() {
        return true;
    }

    @Override
    Tensor change(Tensor x) {
        Tensor box = between(x, 2).and(between(x, 1));
        Tensor chosen = each(x, 0, 1).lt(factors(x)).and(box).broadcastTo(x.shape());
        return chosen.where(filling(x).clip(low(), high()).broadcastTo(x.shape()), x);
    }

    /** Which places along an axis lie in the box; the square roots of its share make its sides. */
    private Tensor between(Tensor x, int axis) {
        Tensor side = each(x, RandomContrast.number(scale, 0), RandomContrast.number(scale, 1))
                .sqrt();
        return Boxes.along(x, axis, side, each(x, 0, 1));
    }

    private Tensor filling(Tensor x) {
        if (fillValue == null) {
            return normal(x.shape()).cast(x.dtype()).mul(high());
        }
        if (fillValue instanceof Number value) {
            return Tensors.scalar(value.doubleValue()).cast(x.dtype());
        }
        double[] values = ((List<?>) fillValue)
                .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        if (values.length != x.shape().last()) {
            throw new ArgumentException("Expected a fillValue for each of "
                    + x.shape().last() + " channels, or one for all. Received " + values.length + ".");
        }
        return Tensors.of(values, 1, 1, 1, values.length).cast(x.dtype());
    }

    @Override
    protected void options(Options o) {
        super.options(o);
        o.value("scale", () -> scale, v -> scale = (List<?>) v)
                .value("fill_value", () -> fillValue, v -> fillValue = v);
    }
}
