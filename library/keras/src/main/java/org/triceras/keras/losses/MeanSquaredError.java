package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** The mean of (yTrue - yPred)^2 over the last axis. */
public final class MeanSquaredError extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        return yTrue.sub(yPred).square().mean(-1);
    }
}
