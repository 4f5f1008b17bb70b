package org.triceras.keras.regularizers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** {@code l2 * sum(x^2)}; 0.01 by default. */
public final class L2 implements Regularizer {
    private final double l2;

    public L2() {
        this(0.01);
    }

    public L2(double l2) {
        this.l2 = l2;
    }

    @Override
    public Tensor call(Tensor x) {
        return x.square().sum().mul(l2);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("l2", l2);
        return config;
    }
}
