package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** Some images become their negatives in training: {@code randomInvert(0.2)}. */
public final class RandomInvert extends ColorLayer<RandomInvert> {
    RandomInvert() {
        this(1);
    }

    /** @param factor the largest chance of an image; the smallest is 0, so that half as many are inverted on average */
    public RandomInvert(double factor) {
        this(0, factor);
    }

    /** Chances from {@code lower} to {@code upper}, themselves at random; two equal numbers for that part of the images. */
    public RandomInvert(double lower, double upper) {
        super(0, 1, lower, upper);
    }

    @Override
    boolean hasStandardFactor() {
        return true;
    }

    @Override
    Tensor change(Tensor x) {
        return chosen(x).where(x.neg().add(high()), x);
    }
}
