package org.triceras.keras.regularizers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** {@code l1 * sum(|x|)}; 0.01 by default. */
public final class L1 implements Regularizer {
    private final double l1;

    public L1() {
        this(0.01);
    }

    public L1(double l1) {
        this.l1 = l1;
    }

    @Override
    public Tensor call(Tensor x) {
        return x.abs().sum().mul(l1);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("l1", l1);
        return config;
    }
}
