package org.triceras.keras.constraints;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** Vectors along an axis that are longer than a limit are scaled down to it. */
public final class MaxNorm implements Constraint {
    private static final double EPSILON = 1e-7;
    private final double maxValue;
    private final Object axis;

    public MaxNorm() {
        this(2, 0);
    }

    public MaxNorm(double maxValue, int... axis) {
        this(maxValue, Norms.config(axis));
    }

    MaxNorm(double maxValue, Object axis) {
        this.maxValue = maxValue;
        this.axis = axis;
    }

    @Override
    public Tensor call(Tensor w) {
        Tensor norms = Norms.of(w, axis);
        return w.mul(norms.clip(0, maxValue).div(norms.add(EPSILON)));
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("max_value", maxValue);
        config.put("axis", axis);
        return config;
    }
}
