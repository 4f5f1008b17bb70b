package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/** (1 - p^q) / q of the true class's probability p: robust against wrong labels (Zhang and Sabuncu, 2018). yTrue holds class numbers. */
public final class CategoricalGeneralizedCrossEntropy extends Loss {
    private double q = 0.5;

    /** Between 0 (cross-entropy) and 1 (absolute error). */
    public CategoricalGeneralizedCrossEntropy q(double q) {
        this.q = q;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor labels = yTrue.cast(DType.INT32);
        Tensor t = (labels.rank() == yPred.rank() ? labels.squeeze(-1) : labels)
                .oneHot(yPred.shape().last());
        return t.mul(yPred).sum(-1).pow(q).neg().add(1).div(q);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("q", q);
        return config;
    }
}
