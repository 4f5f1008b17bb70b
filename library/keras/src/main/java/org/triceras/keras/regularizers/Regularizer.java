package org.triceras.keras.regularizers;

import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.saving.Configurable;

/** A penalty on a weight or an output. */
public interface Regularizer extends Configurable {
    /** The penalty, a scalar. */
    Tensor call(Tensor x);
}
