package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Follow the regularized leader (McMahan et al., 2013): for sparse linear models. */
public final class Ftrl extends SlotOptimizer<Ftrl> {
    private double learningRatePower = -0.5;
    private double initialAccumulatorValue = 0.1;
    private double l1;
    private double l2;
    private double l2Shrinkage;
    private double beta;

    public Ftrl() {
        this(0.001);
    }

    public Ftrl(double learningRate) {
        super(learningRate);
    }

    public Ftrl learningRatePower(double power) {
        this.learningRatePower = power;
        return this;
    }

    public Ftrl initialAccumulatorValue(double value) {
        this.initialAccumulatorValue = value;
        return this;
    }

    public Ftrl l1RegularizationStrength(double strength) {
        this.l1 = strength;
        return this;
    }

    public Ftrl l2RegularizationStrength(double strength) {
        this.l2 = strength;
        return this;
    }

    public Ftrl l2ShrinkageRegularizationStrength(double strength) {
        this.l2Shrinkage = strength;
        return this;
    }

    public Ftrl beta(double beta) {
        this.beta = beta;
        return this;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        for (Variable weight : weights) {
            addSlot("accumulator", initialAccumulatorValue, weight);
            addSlot("linear", 0, weight);
        }
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Variable sum = slot("accumulator", weight);
        Variable linear = slot("linear", weight);
        Tensor used = l2Shrinkage == 0 ? gradient : gradient.add(weight.tensor().mul(2 * l2Shrinkage));
        Tensor newSum = sum.tensor().add(gradient.square());
        Tensor newPower = newSum.pow(-learningRatePower);
        Tensor growth = newPower.sub(sum.tensor().pow(-learningRatePower)).div(rate);
        linear.assign(linear.tensor().add(used.sub(growth.mul(weight))));
        Tensor penalty = rate.reciprocal().mul(beta).add(2 * l2);
        Tensor quadratic = newPower.div(rate).add(penalty);
        Tensor clipped = linear.tensor().clip(-l1, l1);
        weight.assign(clipped.sub(linear).div(quadratic));
        sum.assign(newSum);
    }

    @Override
    protected void options(Map<String, Object> config) {
        config.put("learning_rate_power", learningRatePower);
        config.put("initial_accumulator_value", initialAccumulatorValue);
        config.put("l1_regularization_strength", l1);
        config.put("l2_regularization_strength", l2);
        config.put("l2_shrinkage_regularization_strength", l2Shrinkage);
        config.put("beta", beta);
    }

    static Ftrl of(Map<String, Object> config) {
        return new Ftrl()
                .configure(config)
                .learningRatePower(number(config, "learning_rate_power", -0.5))
                .initialAccumulatorValue(number(config, "initial_accumulator_value", 0.1))
                .l1RegularizationStrength(number(config, "l1_regularization_strength", 0))
                .l2RegularizationStrength(number(config, "l2_regularization_strength", 0))
                .l2ShrinkageRegularizationStrength(number(config, "l2_shrinkage_regularization_strength", 0))
                .beta(number(config, "beta", 0));
    }
}
