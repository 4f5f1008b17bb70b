package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Steps in proportion to the recent steps, divided by recent gradients (Zeiler, 2012). */
public final class Adadelta extends SlotOptimizer<Adadelta> {
    private double rho = 0.95;
    private double epsilon = 1e-7;

    public Adadelta() {
        this(0.001);
    }

    public Adadelta(double learningRate) {
        super(learningRate);
    }

    public Adadelta rho(double rho) {
        this.rho = rho;
        return this;
    }

    public Adadelta epsilon(double epsilon) {
        this.epsilon = epsilon;
        return this;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        for (Variable weight : weights) {
            addSlot("accumulated_grad", 0, weight);
            addSlot("accumulated_delta_var", 0, weight);
        }
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Variable gradients = slot("accumulated_grad", weight);
        Variable steps = slot("accumulated_delta_var", weight);
        gradients.assign(gradients.tensor().mul(rho).add(gradient.square().mul(1 - rho)));
        Tensor step = steps.tensor()
                .add(epsilon)
                .sqrt()
                .mul(gradient)
                .div(gradients.tensor().add(epsilon).sqrt());
        steps.assign(steps.tensor().mul(rho).add(step.square().mul(1 - rho)));
        weight.assign(weight.tensor().sub(step.mul(rate)));
    }

    @Override
    protected void options(Map<String, Object> config) {
        config.put("rho", rho);
        config.put("epsilon", epsilon);
    }

    static Adadelta of(Map<String, Object> config) {
        return new Adadelta()
                .configure(config)
                .rho(number(config, "rho", 0.95))
                .epsilon(number(config, "epsilon", 1e-7));
    }
}
