package org.triceras.keras.constraints;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** The lengths of vectors along an axis are moved into a range, by the part {@code rate} of the way. */
public final class MinMaxNorm implements Constraint {
    private static final double EPSILON = 1e-7;
    private final double minValue;
    private final double maxValue;
    private final double rate;
    private final Object axis;

    public MinMaxNorm() {
        this(0, 1, 1, 0);
    }

    public MinMaxNorm(double minValue, double maxValue, double rate, int... axis) {
        this(minValue, maxValue, rate, Norms.config(axis));
    }

    MinMaxNorm(double minValue, double maxValue, double rate, Object axis) {
        this.minValue = minValue;
        this.maxValue = maxValue;
        this.rate = rate;
        this.axis = axis;
    }

    @Override
    public Tensor call(Tensor w) {
        Tensor norms = Norms.of(w, axis);
        Tensor wanted = norms.clip(minValue, maxValue).mul(rate).add(norms.mul(1 - rate));
        return w.mul(wanted.div(norms.add(EPSILON)));
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("min_value", minValue);
        config.put("max_value", maxValue);
        config.put("rate", rate);
        config.put("axis", axis);
        return config;
    }
}
