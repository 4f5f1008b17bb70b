package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Adam with the infinity norm (Kingma and Ba, 2014, section 7). */
public final class Adamax extends AdamBase<Adamax> {
    public Adamax() {
        this(0.001);
    }

    public Adamax(double learningRate) {
        super(learningRate);
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        for (Variable weight : weights) {
            addSlot("momentum", 0, weight);
            addSlot("norm", 0, weight);
        }
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Tensor m = moveMomentum(weight, gradient);
        Variable norm = slot("norm", weight);
        norm.assign(norm.tensor().mul(beta2()).maximum(gradient.abs()));
        Tensor correction = power(beta1(), step()).neg().add(1);
        weight.assign(weight.tensor()
                .sub(m.mul(rate.div(correction)).div(norm.tensor().add(epsilon()))));
    }

    static Adamax of(Map<String, Object> config) {
        return new Adamax().configureBetas(config);
    }
}
