package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** The first of two inputs minus the second: {@code subtract().apply(List.of(a, b))}. */
public final class Subtract extends Merge<Subtract> {
    @Override
    Tensor merge(List<Tensor> xs) {
        if (xs.size() != 2) {
            throw new ShapeException("Expected two inputs. Received " + xs.size() + ".");
        }
        return xs.get(0).sub(xs.get(1));
    }
}
