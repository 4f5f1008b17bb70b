package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** The mean of yPred - yTrue * log(yPred) over the last axis. */
public final class Poisson extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        return yPred.sub(yTrue.mul(yPred.add(Probabilities.epsilon()).log())).mean(-1);
    }
}
