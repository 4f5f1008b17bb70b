package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** Colours become paler or stronger at random in training: {@code randomSaturation(0.4, 0.6)}. */
public final class RandomSaturation extends ColorLayer<RandomSaturation> {
    private static final double EPSILON = 1e-7;

    RandomSaturation() {
        this(0);
    }

    /** @param factor the largest factor; the smallest is 0 */
    public RandomSaturation(double factor) {
        this(0, factor);
    }

    /** Factors from 0, all grey, by 0.5, which changes nothing, to 1, as strong as can be. */
    public RandomSaturation(double lower, double upper) {
        super(-1, 1, lower, upper);
    }

    @Override
    Tensor change(Tensor x) {
        Tensor factor = factors(x);
        return saturated(x, factor);
    }

    /** Saturation times f / (1 - f), and 1 at most. */
    static Tensor saturated(Tensor x, Tensor factor) {
        Tensor times = factor.div(factor.neg().add(1 + EPSILON));
        Colors.Hsv hsv = Colors.Hsv.of(x);
        return new Colors.Hsv(hsv.hue(), hsv.saturation().mul(times).clip(0, 1), hsv.value()).rgb();
    }
}
