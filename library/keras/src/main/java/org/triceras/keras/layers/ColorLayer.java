package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** What layers share that change colours in training by a random factor, another one for each image. */
public abstract class ColorLayer<L extends ColorLayer<L>> extends RandomImageLayer<L> {
    private final FactorRange factor;
    private final ValueRange range = new ValueRange();

    /**
     * @param least the smallest factor there is
     * @param most the largest
     */
    ColorLayer(double least, double most, double lower, double upper) {
        this.factor = new FactorRange(className(), "factor", least, most);
        factor.set(lower, upper);
    }

    /** The smallest and the largest value that a colour can have; 0 and 255 by default. */
    public L valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        range.set(className(), low, high);
        return self();
    }

    final double lower() {
        return factor.lower();
    }

    final double upper() {
        return factor.upper();
    }

    final double low() {
        return range.low();
    }

    final double high() {
        return range.high();
    }

    /** A factor for each image, shape (images, 1, 1, 1). */
    final Tensor factors(Tensor images) {
        return each(images, lower(), upper());
    }

    /** Which images the factor, a chance, chooses; in the images' shape. */
    final Tensor chosen(Tensor images) {
        return chosen(images, factor);
    }

    /** Whether configs may leave the factor out; for most kinds Keras has none by default. */
    boolean hasStandardFactor() {
        return false;
    }

    @Override
    protected void options(Options o) {
        factor.option(o);
        if (!hasStandardFactor()) {
            o.required("a number, or a lower and an upper one");
        }
        range.option(o);
        seedOption(o);
        imageOptions(o);
    }
}
