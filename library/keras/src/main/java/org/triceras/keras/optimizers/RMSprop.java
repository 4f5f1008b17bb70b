package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Divides gradients by a running mean of their size (Tieleman and Hinton, 2012). */
public final class RMSprop extends SlotOptimizer<RMSprop> {
    private double rho = 0.9;
    private double momentum;
    private double epsilon = 1e-7;
    private boolean centered;

    public RMSprop() {
        this(0.001);
    }

    public RMSprop(double learningRate) {
        super(learningRate);
    }

    /** The decay of the running mean. */
    public RMSprop rho(double rho) {
        this.rho = rho;
        return this;
    }

    public RMSprop momentum(double momentum) {
        this.momentum = momentum;
        return this;
    }

    public RMSprop epsilon(double epsilon) {
        this.epsilon = epsilon;
        return this;
    }

    /** Divides by the gradients' variance instead of their mean square. */
    public RMSprop centered(boolean centered) {
        this.centered = centered;
        return this;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        addSlot("velocity", 0, weights);
        if (momentum > 0) {
            addSlot("momentum", 0, weights);
        }
        if (centered) {
            addSlot("average_gradient", 0, weights);
        }
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Variable v = slot("velocity", weight);
        v.assign(v.tensor().mul(rho).add(gradient.square().mul(1 - rho)));
        Tensor denominator = v.tensor();
        if (centered) {
            Variable mean = slot("average_gradient", weight);
            mean.assign(mean.tensor().mul(rho).add(gradient.mul(1 - rho)));
            denominator = denominator.sub(mean.tensor().square());
        }
        Tensor move = gradient.mul(rate).div(denominator.add(epsilon).sqrt());
        if (momentum > 0) {
            Variable m = slot("momentum", weight);
            m.assign(m.tensor().mul(momentum).add(move));
            move = m.tensor();
        }
        weight.assign(weight.tensor().sub(move));
    }

    @Override
    protected void options(Map<String, Object> config) {
        config.put("rho", rho);
        config.put("momentum", momentum);
        config.put("epsilon", epsilon);
        config.put("centered", centered);
    }

    static RMSprop of(Map<String, Object> config) {
        return new RMSprop()
                .configure(config)
                .rho(number(config, "rho", 0.9))
                .momentum(number(config, "momentum", 0))
                .epsilon(number(config, "epsilon", 1e-7))
                .centered(Boolean.TRUE.equals(config.get("centered")));
    }
}
