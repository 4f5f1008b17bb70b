package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/**
 * In training a box of each image is taken from another one of its batch, and the same share of its label from that one's:
 * {@code cutMix(1).mix(images, labels)}. In a model, where it sees images alone, it changes only these. Yun et al. 2019.
 */
public final class CutMix extends MixingLayer<CutMix> {
    private final FactorRange factor = new FactorRange(className(), "factor", 0, 1);

    public CutMix() {}

    /** @param factor the largest, 1 by default; the smallest is 0 */
    public CutMix(double factor) {
        this(0, factor);
    }

    /** From 0, where boxes are nothing or all of an image, to 1, where each size of them is equally likely; chosen anew for each batch. */
    public CutMix(double lower, double upper) {
        factor.set(lower, upper);
    }

    @Override
    Mixed mixed(Tensor images) {
        int n = images.shape().dim(0);
        Tensor alpha = uniform(1, factor.lower(), factor.upper()).add(1e-6);
        Tensor side = beta(n, alpha).neg().add(1).sqrt().reshape(n, 1, 1, 1).cast(images.dtype());
        Tensor box = Boxes.along(images, 2, side, each(images, 0, 1))
                .and(Boxes.along(images, 1, side, each(images, 0, 1)))
                .broadcastTo(images.shape());
        Tensor order = order(n);
        Tensor own = side.square().neg().add(1).reshape(n);
        return new Mixed(box.where(images.gather(order, 0), images), order, own);
    }

    @Override
    protected void options(Options o) {
        factor.option(o);
        seedOption(o);
        imageOptions(o);
    }
}
