package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** Minus the cosine of the angle between yTrue and yPred: -1 where they point the same way. */
public final class CosineSimilarity extends Loss {
    private int axis = -1;

    public CosineSimilarity axis(int axis) {
        this.axis = axis;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        return unit(yTrue.cast(yPred.dtype())).mul(unit(yPred)).sum(axis).neg();
    }

    private Tensor unit(Tensor x) {
        double least = Probabilities.epsilon();
        return x.mul(x.square().sum(axis, true).maximum(least * least).rsqrt());
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("axis", axis);
        return config;
    }
}
