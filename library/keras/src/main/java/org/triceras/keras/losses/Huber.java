package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** Squared near zero, straight beyond delta (Huber, 1964); the mean over the last axis. */
public final class Huber extends Loss {
    private double delta = 1;

    public Huber() {
        name("huber_loss");
    }

    public Huber delta(double delta) {
        this.delta = delta;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor error = yPred.sub(yTrue);
        Tensor size = error.abs();
        Tensor straight = size.mul(delta).sub(0.5 * delta * delta);
        return size.le(delta).where(error.square().mul(0.5), straight).mean(-1);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("delta", delta);
        return config;
    }
}
