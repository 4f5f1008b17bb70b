package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** The mean of |yTrue - yPred| over the last axis. */
public final class MeanAbsoluteError extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        return yTrue.sub(yPred).abs().mean(-1);
    }
}
