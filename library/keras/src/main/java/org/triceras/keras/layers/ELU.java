package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** {@code alpha * (exp(x) - 1)} below zero: {@code elu(1.0)}. Clevert et al. 2015. */
public final class ELU extends FluentLayer<ELU> {
    private double alpha = 1;

    public ELU() {}

    /** @param alpha minus the smallest output; 1 when left out */
    public ELU(double alpha) {
        this.alpha = alpha;
    }

    @Override
    public Tensor call(Tensor x) {
        return x.gt(0).where(x, x.minimum(0).expm1().mul(alpha));
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.number("alpha", () -> alpha, v -> alpha = v);
    }
}
