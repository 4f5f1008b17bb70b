package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * Some images are bent in training, as if on rubber: {@code randomElasticTransform(0.5).scale(0.2, 0.8)}. Pixels move by noise that is smooth
 * from one to the next. Simard et al. 2003.
 */
public final class RandomElasticTransform extends FilledImageLayer<RandomElasticTransform> {
    private final FactorRange factor = new FactorRange(className(), "factor", 0, 1);
    private final FactorRange scale = new FactorRange(className(), "scale", 0, 1);
    private final ValueRange range = new ValueRange();

    RandomElasticTransform() {}

    /** @param factor the largest chance of an image; the smallest is 0, so that half as many are bent on average */
    public RandomElasticTransform(double factor) {
        this(0, factor);
    }

    /** Chances from {@code lower} to {@code upper}, themselves at random; two equal numbers for that part of the images. */
    public RandomElasticTransform(double lower, double upper) {
        factor.set(lower, upper);
    }

    /** How much images are bent, one number for a batch, from {@code lower} to {@code upper} within 0 and 1; 0 to 1 by default. */
    public RandomElasticTransform scale(double lower, double upper) {
        requireUnbuilt("scale");
        scale.set(lower, upper);
        return this;
    }

    /** Results are cut off there; 0 and 255 by default. */
    public RandomElasticTransform valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        range.set(className(), low, high);
        return this;
    }

    @Override
    Tensor change(Tensor x) {
        if (factor.upper() == 0 || scale.upper() == 0) {
            return x;
        }
        int[] d = x.shape().dims();
        Tensor chosen = chosen(x, factor);
        Tensor by = uniform(1, scale.lower(), scale.upper()).cast(x.dtype());
        Tensor fromX = columns(x).add(shift(d, by));
        Tensor fromY = rows(x).add(shift(d, by));
        return chosen.where(sampled(x, fromX, fromY), x).clip(range.low(), range.high());
    }

    /** How far each pixel moves along one axis, (images, pixels). Strength and smoothness follow the size of the images as in Keras. */
    private Tensor shift(int[] d, Tensor by) {
        double smoothest = 0.05 * Math.min(d[1], d[2]);
        Tensor width = by.mul(smoothest);
        Tensor noise = normal(Shape.of(d[0], d[1], d[2], 1)).cast(by.dtype()).mul(width);
        // Three widths to each side.
        int size = (int) (6 * smoothest * scale.upper()) | 1;
        Tensor smooth = Blur.along(Blur.along(noise, 2, size, width.add(1e-6)), 1, size, width.add(1e-6));
        return smooth.mul(by.mul(0.1 * Math.max(d[1], d[2]))).reshape(d[0], d[1] * d[2]);
    }

    @Override
    protected void options(Options o) {
        factor.option(o);
        scale.option(o);
        range.option(o);
        fillOptions(o);
    }
}
