package org.triceras.keras.operations;

import java.util.List;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.layers.Layer;

/**
 * Gives its first input the second as its mask, in place of any that it has. It stands in a model's graph where a Keras config passes
 * {@code mask=} to a layer; it is no layer of the model, and configs show it as that argument.
 */
public final class MaskInput extends Layer {
    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        return List.of(xs.get(0));
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        return List.of(inputs.get(1));
    }

    @Override
    protected boolean makesMasks() {
        return true;
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }
}
