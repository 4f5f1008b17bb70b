package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * Mixes images in training with a few versions of themselves that went through chains of changes, as those of RandAugment:
 * {@code augMix().factor(0.2)}. Each image has its own chains and weights. All kinds of changes are computed for each link of each chain, nine
 * times with the default settings; fewer or shorter chains are faster. Hendrycks et al. 2019.
 */
public final class AugMix extends PolicyLayer<AugMix> {
    private int numChains = 3;
    private int chainDepth = 3;
    private double alpha = 1;
    private boolean allOps = true;

    public AugMix() {
        super(0, 0.3);
    }

    /** How many changed versions are mixed; 3 by default. */
    public AugMix numChains(int n) {
        requireUnbuilt("numChains");
        this.numChains = checked("numChains", n, 1);
        return this;
    }

    /** How many changes a version goes through at most; 3 by default. */
    public AugMix chainDepth(int n) {
        requireUnbuilt("chainDepth");
        this.chainDepth = checked("chainDepth", n, 0);
        return this;
    }

    private static int checked(String what, int n, int least) {
        if (n < least) {
            throw new ArgumentException("AugMix: expected " + what + " of " + least + " or more. Received " + n + ".");
        }
        return n;
    }

    /** How even the weights are, of a Dirichlet and a beta distribution: above 1 near each other, below 1 one outweighs the others. 1 by default. */
    public AugMix alpha(double alpha) {
        requireUnbuilt("alpha");
        if (!(alpha > 0)) {
            throw new ArgumentException("AugMix: expected an alpha above 0. Received " + alpha + ".");
        }
        this.alpha = alpha;
        return this;
    }

    /** False to leave brightness, contrast, colourfulness and sharpness as they are. */
    public AugMix allOps(boolean all) {
        requireUnbuilt("allOps");
        this.allOps = all;
        return this;
    }

    @Override
    Tensor change(Tensor images) {
        Augmentations kinds = augmentations(allOps);
        int n = images.shape().dim(0);
        Tensor evenness = Tensors.scalar(alpha);
        Tensor shares = logGamma(Shape.of(n, numChains), evenness).softmax().cast(images.dtype());
        Tensor mixed = images.zerosLike();
        for (int chain = 0; chain < numChains; chain++) {
            Tensor version = images;
            for (int link = 0; link < chainDepth; link++) {
                // One number more: some links change nothing.
                version = kinds.changed(version, number(images, kinds.count() + 1));
            }
            mixed = mixed.add(version.mul(shares.slice(1, chain, chain + 1).reshape(n, 1, 1, 1)));
        }
        Tensor kept = beta(n, evenness).reshape(n, 1, 1, 1).cast(images.dtype());
        return clipped(images.mul(kept).add(mixed.mul(kept.neg().add(1))));
    }

    @Override
    protected void options(Options o) {
        o.integer("num_chains", () -> numChains, v -> numChains = v)
                .integer("chain_depth", () -> chainDepth, v -> chainDepth = v)
                .number("alpha", () -> alpha, v -> alpha = v)
                .flag("all_ops", () -> allOps, v -> allOps = v);
        policyOptions(o);
    }
}
