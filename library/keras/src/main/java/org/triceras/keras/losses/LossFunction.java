package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** What any lambda {@code (yTrue, yPred) -> loss} is: per sample, or already one number. */
@FunctionalInterface
public interface LossFunction {
    Tensor call(Tensor yTrue, Tensor yPred);
}
