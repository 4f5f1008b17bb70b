package org.triceras.keras.initializers;

import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.saving.Configurable;

/** Makes the first value of a weight. */
public interface Initializer extends Configurable {
    Tensor call(Shape shape, DType dtype);
}
