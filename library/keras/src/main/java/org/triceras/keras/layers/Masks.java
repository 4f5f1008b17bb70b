package org.triceras.keras.layers;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.triceras.engine.tensor.Tensor;

/** Which tensors carry a mask: of bool, one element per time step, true where the step counts. */
public final class Masks {
    // Tensors compare by identity, and no mask refers to the tensor that carries it, so entries go when the tensor
    // goes.
    private static final Map<Tensor, Tensor> MASKS = Collections.synchronizedMap(new WeakHashMap<>());

    private Masks() {}

    /** The mask that a tensor carries, or null. */
    public static Tensor of(Tensor tensor) {
        return MASKS.get(tensor);
    }

    /** Makes layers that are called on {@code tensor} see {@code mask}; null takes it away. Returns the tensor. */
    public static Tensor attach(Tensor tensor, Tensor mask) {
        if (mask == null) {
            MASKS.remove(tensor);
        } else {
            MASKS.put(tensor, mask);
        }
        return tensor;
    }
}
