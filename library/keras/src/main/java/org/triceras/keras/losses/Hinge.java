package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** The mean of max(1 - yTrue * yPred, 0) over the last axis; labels are -1 and 1, or 0 and 1. */
public final class Hinge extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        return Probabilities.signs(yTrue.cast(yPred.dtype()))
                .mul(yPred)
                .neg()
                .add(1)
                .maximum(0)
                .mean(-1);
    }
}
