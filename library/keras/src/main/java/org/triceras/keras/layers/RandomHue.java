package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** Colours move on in the circle of colours at random in training, red to yellow or violet: {@code randomHue(0.2)}. */
public final class RandomHue extends ColorLayer<RandomHue> {
    RandomHue() {
        this(0);
    }

    /** @param factor the largest factor; the smallest is 0 */
    public RandomHue(double factor) {
        this(0, factor);
    }

    /** Factors from 0, which changes nothing, to 1, half the circle, in either direction. */
    public RandomHue(double lower, double upper) {
        super(0, 1, lower, upper);
    }

    @Override
    Tensor change(Tensor x) {
        Tensor back = each(x, 0, 1).gt(0.5);
        Tensor by = factors(x).mul(0.5);
        return turned(x, back.where(by.neg(), by), low(), high());
    }

    /** @param by from -0.5 to 0.5 of the circle, shape (images, 1, 1, 1) */
    static Tensor turned(Tensor x, Tensor by, double low, double high) {
        Colors.Hsv hsv = Colors.Hsv.of(Colors.scaled(x, low, high, 0, 1));
        Tensor turned = new Colors.Hsv(hsv.hue().add(by), hsv.saturation(), hsv.value()).rgb();
        return Colors.scaled(turned.clip(0, 1), 0, 1, low, high);
    }
}
