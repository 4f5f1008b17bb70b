package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** max(neg - pos + 1, 0), where pos is the score of the true class and neg the highest of the others. */
public final class CategoricalHinge extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor t = yTrue.cast(yPred.dtype());
        Tensor highestOther = t.neg().add(1).mul(yPred).max(-1);
        return highestOther.sub(t.mul(yPred).sum(-1)).add(1).maximum(0);
    }
}
