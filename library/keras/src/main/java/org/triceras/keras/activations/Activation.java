package org.triceras.keras.activations;

import org.triceras.engine.tensor.Tensor;

/** An elementwise (or along-one-axis) function at the end of a layer. Any lambda over tensors is one. */
@FunctionalInterface
public interface Activation {
    Tensor apply(Tensor x);

    /** Keras's name, or null for a function that configs cannot name. */
    default String id() {
        return null;
    }
}
