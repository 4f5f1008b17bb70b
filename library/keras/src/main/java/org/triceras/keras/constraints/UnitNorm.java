package org.triceras.keras.constraints;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** Vectors along an axis get length 1. */
public final class UnitNorm implements Constraint {
    private static final double EPSILON = 1e-7;
    private final Object axis;

    public UnitNorm() {
        this(0);
    }

    public UnitNorm(int... axis) {
        this(Norms.config(axis));
    }

    UnitNorm(Object axis) {
        this.axis = axis;
    }

    @Override
    public Tensor call(Tensor w) {
        return w.div(Norms.of(w, axis).add(EPSILON));
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("axis", axis);
        return config;
    }
}
