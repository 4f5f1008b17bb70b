package org.triceras.keras.regularizers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** {@code l1 * sum(|x|) + l2 * sum(x^2)}. */
public final class L1L2 implements Regularizer {
    private final double l1;
    private final double l2;

    public L1L2(double l1, double l2) {
        this.l1 = l1;
        this.l2 = l2;
    }

    @Override
    public Tensor call(Tensor x) {
        Tensor penalty = Tensors.scalar(0, x.dtype());
        if (l1 != 0) {
            penalty = x.abs().sum().mul(l1);
        }
        return l2 == 0 ? penalty : penalty.add(x.square().sum().mul(l2));
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("l1", l1);
        config.put("l2", l2);
        return config;
    }
}
