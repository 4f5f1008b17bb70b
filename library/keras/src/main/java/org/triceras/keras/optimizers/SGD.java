package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Gradient descent, with momentum and Nesterov's look ahead: {@code sgd(0.1).momentum(0.9)}. */
public final class SGD extends SlotOptimizer<SGD> {
    private double momentum;
    private boolean nesterov;

    public SGD() {
        this(0.01);
    }

    public SGD(double learningRate) {
        super(learningRate);
    }

    /** The part of the last movement that goes on, from 0 to 1. */
    public SGD momentum(double momentum) {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new ArgumentException("SGD: expected a momentum from 0 to 1. Received " + momentum + ".");
        }
        this.momentum = momentum;
        return this;
    }

    public SGD nesterov(boolean nesterov) {
        this.nesterov = nesterov;
        return this;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        if (momentum != 0) {
            addSlot("momentum", 0, weights);
        }
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Tensor step = gradient.mul(rate);
        if (momentum == 0) {
            weight.assign(weight.tensor().sub(step));
            return;
        }
        Variable m = slot("momentum", weight);
        m.assign(m.tensor().mul(momentum).sub(step));
        weight.assign(weight.tensor().add(nesterov ? m.tensor().mul(momentum).sub(step) : m.tensor()));
    }

    @Override
    protected void options(Map<String, Object> config) {
        config.put("momentum", momentum);
        config.put("nesterov", nesterov);
    }

    static SGD of(Map<String, Object> config) {
        return new SGD()
                .configure(config)
                .momentum(number(config, "momentum", 0))
                .nesterov(Boolean.TRUE.equals(config.get("nesterov")));
    }
}
