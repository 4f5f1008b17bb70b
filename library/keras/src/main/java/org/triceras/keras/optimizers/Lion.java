package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Moves by the sign of a mix of gradient and momentum (Chen et al., 2023). */
public final class Lion extends SlotOptimizer<Lion> {
    private double beta1 = 0.9;
    private double beta2 = 0.99;

    public Lion() {
        this(0.001);
    }

    public Lion(double learningRate) {
        super(learningRate);
    }

    public Lion beta1(double beta1) {
        this.beta1 = beta1;
        return this;
    }

    public Lion beta2(double beta2) {
        this.beta2 = beta2;
        return this;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        addSlot("momentum", 0, weights);
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Variable m = slot("momentum", weight);
        Tensor direction = m.tensor().mul(beta1).add(gradient.mul(1 - beta1)).sign();
        weight.assign(weight.tensor().sub(direction.mul(rate)));
        m.assign(m.tensor().mul(beta2).add(gradient.mul(1 - beta2)));
    }

    @Override
    protected void options(Map<String, Object> config) {
        config.put("beta_1", beta1);
        config.put("beta_2", beta2);
    }

    static Lion of(Map<String, Object> config) {
        return new Lion().configure(config).beta1(number(config, "beta_1", 0.9)).beta2(number(config, "beta_2", 0.99));
    }
}
