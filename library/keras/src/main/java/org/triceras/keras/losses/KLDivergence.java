package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** The sum of yTrue * log(yTrue / yPred) over the last axis. */
public final class KLDivergence extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        double least = Probabilities.epsilon();
        Tensor t = yTrue.clip(least, 1);
        return t.mul(t.div(yPred.clip(least, 1)).log()).sum(-1);
    }
}
