package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** What the Adam family shares: running means of the gradient and of its square, and their decay rates. */
public abstract class AdamBase<O extends AdamBase<O>> extends SlotOptimizer<O> {
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-7;

    AdamBase(double learningRate) {
        super(learningRate);
    }

    @SuppressWarnings("unchecked")
    private O self() {
        return (O) this;
    }

    /** The decay of the mean gradient. */
    public O beta1(double beta1) {
        this.beta1 = beta1;
        return self();
    }

    /** The decay of the mean squared gradient. */
    public O beta2(double beta2) {
        this.beta2 = beta2;
        return self();
    }

    /** Keeps divisions by zero away. */
    public O epsilon(double epsilon) {
        this.epsilon = epsilon;
        return self();
    }

    final double beta1() {
        return beta1;
    }

    final double beta2() {
        return beta2;
    }

    final double epsilon() {
        return epsilon;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        for (Variable weight : weights) {
            addSlot("momentum", 0, weight);
            addSlot("velocity", 0, weight);
        }
    }

    /** base^step for a scalar base. */
    static Tensor power(double base, Tensor step) {
        return step.mul(Math.log(base)).exp();
    }

    /** Moves the mean gradient and returns it. */
    final Tensor moveMomentum(Variable weight, Tensor gradient) {
        Variable m = slot("momentum", weight);
        m.assign(m.tensor().add(gradient.sub(m).mul(1 - beta1)));
        return m.tensor();
    }

    /** Moves the mean squared gradient and returns it. */
    final Tensor moveVelocity(Variable weight, Tensor gradient) {
        Variable v = slot("velocity", weight);
        v.assign(v.tensor().add(gradient.square().sub(v).mul(1 - beta2)));
        return v.tensor();
    }

    @Override
    protected void options(Map<String, Object> config) {
        config.put("beta_1", beta1);
        config.put("beta_2", beta2);
        config.put("epsilon", epsilon);
    }

    final O configureBetas(Map<String, Object> config) {
        configure(config);
        beta1 = number(config, "beta_1", beta1);
        beta2 = number(config, "beta_2", beta2);
        epsilon = number(config, "epsilon", epsilon);
        return self();
    }
}
