package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * In training each image becomes a weighted mean with another one of its batch, and its label with that one's:
 * {@code mixUp(0.2).mix(images, labels)}. In a model, where it sees images alone, it mixes only these. Zhang et al. 2017.
 */
public final class MixUp extends MixingLayer<MixUp> {
    private double alpha = 0.2;

    public MixUp() {}

    /** @param alpha above 0: weights are mostly near 0 and 1 when it is small, near one half when it is large; 0.2 by default */
    public MixUp(double alpha) {
        if (!(alpha > 0)) {
            throw new ArgumentException("MixUp: expected an alpha above 0. Received " + alpha + ".");
        }
        this.alpha = alpha;
    }

    @Override
    Mixed mixed(Tensor images) {
        int n = images.shape().dim(0);
        Tensor order = order(n);
        Tensor own = beta(n, Tensors.scalar(alpha)).cast(images.dtype());
        return new Mixed(blend(images, images.gather(order, 0), own.reshape(n, 1, 1, 1)), order, own);
    }

    @Override
    protected void options(Options o) {
        o.number("alpha", () -> alpha, v -> alpha = v);
        seedOption(o);
        imageOptions(o);
    }
}
