package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** The elementwise minimum of inputs: {@code minimum().apply(List.of(a, b))}. */
public final class Minimum extends Merge<Minimum> {
    @Override
    Tensor merge(List<Tensor> xs) {
        return xs.stream().reduce(Tensor::minimum).orElseThrow();
    }
}
