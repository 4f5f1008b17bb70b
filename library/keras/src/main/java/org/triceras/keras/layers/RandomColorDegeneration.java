package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** Colours are mixed with grey at random in training: {@code randomColorDegeneration(0.5)}. */
public final class RandomColorDegeneration extends ColorLayer<RandomColorDegeneration> {
    RandomColorDegeneration() {
        this(0);
    }

    /** @param factor the largest part of grey; the smallest is 0 */
    public RandomColorDegeneration(double factor) {
        this(0, factor);
    }

    /** Parts of grey from {@code lower} to {@code upper}, 0 for none and 1 for nothing else. */
    public RandomColorDegeneration(double lower, double upper) {
        super(-1, 1, lower, upper);
    }

    @Override
    Tensor change(Tensor x) {
        return x.add(factors(x).mul(Colors.gray(x).sub(x))).clip(low(), high());
    }
}
