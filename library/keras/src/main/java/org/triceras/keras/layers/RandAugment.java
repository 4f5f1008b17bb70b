package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/**
 * Changes images in training in a few ways, one after the other, each drawn from eleven: shear, shift, rotation, posterization, solarization,
 * contrast, brightness and others. {@code randAugment().factor(0.3)}. Each image is changed in its own ways. All are computed and one
 * is taken, so that a step takes longer than with one such layer. Cubuk et al. 2019.
 */
public final class RandAugment extends PolicyLayer<RandAugment> {
    private int numOps = 2;

    public RandAugment() {
        super(0, 0.5);
    }

    /** How many changes are made; 2 by default. */
    public RandAugment numOps(int n) {
        requireUnbuilt("numOps");
        this.numOps = checked(n);
        return this;
    }

    private static int checked(int n) {
        if (n < 0) {
            throw new ArgumentException("RandAugment: expected numOps of 0 or more. Received " + n + ".");
        }
        return n;
    }

    @Override
    Tensor change(Tensor images) {
        Augmentations kinds = augmentations(true);
        Tensor result = images;
        for (int i = 0; i < numOps; i++) {
            result = kinds.changed(result, number(images, kinds.count()));
        }
        return result;
    }

    @Override
    protected void options(Options o) {
        o.integer("num_ops", () -> numOps, v -> numOps = checked(v));
        policyOptions(o);
    }
}
