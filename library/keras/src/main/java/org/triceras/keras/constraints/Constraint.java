package org.triceras.keras.constraints;

import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.saving.Configurable;

/** Puts a weight back to where it may be, after each update. */
public interface Constraint extends Configurable {
    /** The nearest allowed value, of the same shape. */
    Tensor call(Tensor w);
}
