package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** The mean of (log(yTrue + 1) - log(yPred + 1))^2 over the last axis. */
public final class MeanSquaredLogarithmicError extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        double least = Probabilities.epsilon();
        return yPred.maximum(least)
                .add(1)
                .log()
                .sub(yTrue.maximum(least).add(1).log())
                .square()
                .mean(-1);
    }
}
