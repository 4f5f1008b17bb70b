package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** The mean of 100 * |yTrue - yPred| / |yTrue| over the last axis. */
public final class MeanAbsolutePercentageError extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        return yTrue.sub(yPred)
                .div(yTrue.abs().maximum(Probabilities.epsilon()))
                .abs()
                .mean(-1)
                .mul(100);
    }
}
