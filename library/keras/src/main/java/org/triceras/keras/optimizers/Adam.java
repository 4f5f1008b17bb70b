package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Adaptive moments (Kingma and Ba, 2014); with amsgrad the largest velocity so far counts (Reddi et al., 2018). */
public class Adam extends AdamBase<Adam> {
    private boolean amsgrad;

    public Adam() {
        this(0.001);
    }

    public Adam(double learningRate) {
        super(learningRate);
    }

    public Adam amsgrad(boolean amsgrad) {
        this.amsgrad = amsgrad;
        return this;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        super.addSlots(weights);
        if (amsgrad) {
            addSlot("velocity_hat", 0, weights);
        }
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Tensor alpha = rate.mul(power(beta2(), step()).neg().add(1).sqrt())
                .div(power(beta1(), step()).neg().add(1));
        Tensor m = moveMomentum(weight, gradient);
        Tensor v = moveVelocity(weight, gradient);
        if (amsgrad) {
            Variable largest = slot("velocity_hat", weight);
            largest.assign(largest.tensor().maximum(v));
            v = largest.tensor();
        }
        weight.assign(weight.tensor().sub(m.mul(alpha).div(v.sqrt().add(epsilon()))));
    }

    @Override
    protected void options(Map<String, Object> config) {
        super.options(config);
        config.put("amsgrad", amsgrad);
    }

    static Adam of(Map<String, Object> config) {
        return new Adam().configureBetas(config).amsgrad(Boolean.TRUE.equals(config.get("amsgrad")));
    }
}
