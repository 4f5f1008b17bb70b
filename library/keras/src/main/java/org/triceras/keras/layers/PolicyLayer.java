package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** What layers share that change images by several of many kinds of change, which chance chooses. */
public abstract class PolicyLayer<L extends PolicyLayer<L>> extends RandomImageLayer<L> {
    private final FactorRange factor = new FactorRange(className(), "factor", 0, 1);
    private final ValueRange range = new ValueRange();
    private String interpolation = "bilinear";

    PolicyLayer(double lower, double upper) {
        factor.set(lower, upper);
    }

    /** How strong changes are at most, from 0 to 1. */
    public L factor(double factor) {
        return factor(0, factor);
    }

    /** How strong changes are at least and at most, from 0 to 1. */
    public L factor(double lower, double upper) {
        requireUnbuilt("factor");
        factor.set(lower, upper);
        return self();
    }

    /** The smallest and the largest value that a colour can have; 0 and 255 by default. */
    public L valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        range.set(className(), low, high);
        return self();
    }

    /** "bilinear" (the default) or "nearest", where images are moved. */
    public L interpolation(String interpolation) {
        requireUnbuilt("interpolation");
        this.interpolation = checked(interpolation);
        return self();
    }

    private static String checked(String interpolation) {
        return SampledImageLayer.known("interpolation", interpolation, SampledImageLayer.INTERPOLATIONS);
    }

    final Augmentations augmentations(boolean all) {
        return new Augmentations(this, factor, range, interpolation, all);
    }

    /** For each image a whole number from 0 to below {@code n}, (images, 1, 1, 1). */
    final Tensor number(Tensor images, int n) {
        // A uniform number just below the end may be rounded up to it.
        return each(images, 0, n).floor().minimum(n - 1);
    }

    final Tensor clipped(Tensor images) {
        return images.clip(range.low(), range.high());
    }

    final void policyOptions(Options o) {
        factor.option(o);
        range.option(o);
        o.text("interpolation", () -> interpolation, v -> interpolation = checked(v));
        seedOption(o);
        imageOptions(o);
    }
}
