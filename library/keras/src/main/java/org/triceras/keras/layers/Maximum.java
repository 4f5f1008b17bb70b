package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** The elementwise maximum of inputs: {@code maximum().apply(List.of(a, b))}. */
public final class Maximum extends Merge<Maximum> {
    @Override
    Tensor merge(List<Tensor> xs) {
        return xs.stream().reduce(Tensor::maximum).orElseThrow();
    }
}
