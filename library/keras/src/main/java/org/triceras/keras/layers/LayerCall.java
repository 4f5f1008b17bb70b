package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Call;

/**
 * One application of a layer to symbolic tensors of a model under construction.
 *
 * @param layer what is applied
 * @param index how often it had been applied before
 */
public record LayerCall(Layer layer, int index) implements Call.Callee {
    @Override
    public List<Spec> inferCall(List<Spec> inputs) {
        return layer.computeOutputSpecs(inputs);
    }

    @Override
    public String toString() {
        return layer.name();
    }
}
