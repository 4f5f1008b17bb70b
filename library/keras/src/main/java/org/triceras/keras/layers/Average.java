package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** The elementwise mean of inputs: {@code average().apply(List.of(a, b))}. */
public final class Average extends Merge<Average> {
    @Override
    Tensor merge(List<Tensor> xs) {
        return xs.stream().reduce(Tensor::add).orElseThrow().div(xs.size());
    }
}
