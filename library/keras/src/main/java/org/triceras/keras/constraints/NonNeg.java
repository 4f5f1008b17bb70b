package org.triceras.keras.constraints;

import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** Negative values become zero. */
public final class NonNeg implements Constraint {
    @Override
    public Tensor call(Tensor w) {
        return w.maximum(0);
    }

    @Override
    public Map<String, Object> getConfig() {
        return Map.of();
    }
}
