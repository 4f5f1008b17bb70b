package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** The elementwise sum of inputs: {@code add().apply(List.of(a, b))}. */
public final class Add extends Merge<Add> {
    @Override
    Tensor merge(List<Tensor> xs) {
        return xs.stream().reduce(Tensor::add).orElseThrow();
    }
}
