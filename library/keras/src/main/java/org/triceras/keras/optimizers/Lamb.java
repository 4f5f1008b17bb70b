package org.triceras.keras.optimizers;

import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Adam with a step per layer in proportion to its weights, for large batches (You et al., 2019). */
public final class Lamb extends AdamBase<Lamb> {
    public Lamb() {
        this(0.001);
    }

    public Lamb(double learningRate) {
        super(learningRate);
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Tensor m =
                moveMomentum(weight, gradient).div(power(beta1(), step()).neg().add(1));
        Tensor v =
                moveVelocity(weight, gradient).div(power(beta2(), step()).neg().add(1));
        Tensor move = m.div(v.sqrt().add(epsilon()));
        Tensor weightNorm = weight.tensor().square().sum().sqrt();
        Tensor moveNorm = move.square().sum().sqrt();
        Tensor both = weightNorm.gt(0).and(moveNorm.gt(0));
        Tensor ratio = both.where(weightNorm.div(moveNorm.gt(0).where(moveNorm, 1)), 1);
        weight.assign(weight.tensor().sub(move.mul(ratio.mul(rate))));
    }

    static Lamb of(Map<String, Object> config) {
        return new Lamb().configureBetas(config);
    }
}
