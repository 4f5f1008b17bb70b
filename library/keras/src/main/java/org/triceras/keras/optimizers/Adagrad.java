package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Divides gradients by the size of all gradients so far (Duchi et al., 2011). */
public final class Adagrad extends SlotOptimizer<Adagrad> {
    private double initialAccumulatorValue = 0.1;
    private double epsilon = 1e-7;

    public Adagrad() {
        this(0.001);
    }

    public Adagrad(double learningRate) {
        super(learningRate);
    }

    public Adagrad initialAccumulatorValue(double value) {
        this.initialAccumulatorValue = value;
        return this;
    }

    public Adagrad epsilon(double epsilon) {
        this.epsilon = epsilon;
        return this;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        addSlot("accumulator", initialAccumulatorValue, weights);
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Variable sum = slot("accumulator", weight);
        sum.assign(sum.tensor().add(gradient.square()));
        weight.assign(weight.tensor()
                .sub(gradient.mul(rate).div(sum.tensor().add(epsilon).sqrt())));
    }

    @Override
    protected void options(Map<String, Object> config) {
        config.put("initial_accumulator_value", initialAccumulatorValue);
        config.put("epsilon", epsilon);
    }

    static Adagrad of(Map<String, Object> config) {
        return new Adagrad()
                .configure(config)
                .initialAccumulatorValue(number(config, "initial_accumulator_value", 0.1))
                .epsilon(number(config, "epsilon", 1e-7));
    }
}
