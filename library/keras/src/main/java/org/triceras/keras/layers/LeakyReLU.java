package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** A small slope below zero: {@code leakyReLU(0.1)}. */
public final class LeakyReLU extends FluentLayer<LeakyReLU> {
    private double negativeSlope = 0.3;

    public LeakyReLU() {}

    /** @param negativeSlope the slope below zero; 0.3 when left out */
    public LeakyReLU(double negativeSlope) {
        this.negativeSlope = negativeSlope;
    }

    @Override
    public Tensor call(Tensor x) {
        return x.gt(0).where(x, x.mul(negativeSlope));
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.number("negative_slope", () -> negativeSlope, v -> negativeSlope = v);
    }
}
