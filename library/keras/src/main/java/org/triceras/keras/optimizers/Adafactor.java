package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/**
 * Adaptive steps with little memory (Shazeer and Stern, 2018): the squared gradients of a matrix are kept as one mean per row and one
 * per column.
 */
public final class Adafactor extends SlotOptimizer<Adafactor> {
    private double beta2Decay = -0.8;
    private double epsilon1 = 1e-30;
    private double epsilon2 = 1e-3;
    private double clipThreshold = 1;
    private boolean relativeStep = true;

    public Adafactor() {
        this(0.001);
    }

    public Adafactor(double learningRate) {
        super(learningRate);
    }

    /** The decay of means after t steps is 1 - t^beta2Decay; -0.8 by default. */
    public Adafactor beta2Decay(double decay) {
        this.beta2Decay = decay;
        return this;
    }

    /** Added to squared gradients; 1e-30 by default. */
    public Adafactor epsilon1(double epsilon) {
        this.epsilon1 = epsilon;
        return this;
    }

    /** The least size that a weight is taken to have; 0.001 by default. */
    public Adafactor epsilon2(double epsilon) {
        this.epsilon2 = epsilon;
        return this;
    }

    /** The largest root mean square of an update, before the step size; 1 by default. */
    public Adafactor clipThreshold(double threshold) {
        this.clipThreshold = threshold;
        return this;
    }

    /** True (the default) to bound the learning rate by one over the root of the number of steps. */
    public Adafactor relativeStep(boolean relative) {
        this.relativeStep = relative;
        return this;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        for (Variable weight : weights) {
            Shape shape = weight.shape();
            // Keras keeps a scalar in the place of the means of vectors, and gives it the weight's bare name.
            boolean factored = shape.rank() >= 2;
            String path = factored ? name() + "/" + weight.name() : weight.name();
            addSlot("row", factored ? shape.without(-1) : Shape.SCALAR, path, weight);
            addSlot("column", factored ? shape.without(-2) : Shape.SCALAR, path, weight);
            addSlot("velocity", 0, weight);
        }
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Tensor bound = step().rsqrt();
        // The bound holds with and without relativeStep: Keras's factor is the smaller of both either way.
        Tensor size = rms(weight.tensor()).maximum(epsilon2).mul(rate.minimum(bound));
        Tensor fresh = step().pow(beta2Decay);
        Tensor squared = gradient.square().add(epsilon1);
        Variable velocity = slot("velocity", weight);
        if (weight.shape().rank() >= 2) {
            Variable row = slot("row", weight);
            Variable column = slot("column", weight);
            row.assign(mix(row, squared.mean(-1), fresh));
            column.assign(mix(column, squared.mean(-2), fresh));
            Tensor share = row.tensor().div(row.tensor().mean(-1, true)).expandDims(-1);
            velocity.assign(share.mul(column.tensor().expandDims(-2)));
        } else {
            velocity.assign(mix(velocity, squared, fresh));
        }
        Tensor move = gradient.mul(velocity.tensor().rsqrt());
        Tensor brake = rms(move).mul(1 / clipThreshold).maximum(1).reciprocal();
        weight.assign(weight.tensor().sub(move.mul(brake.mul(size))));
    }

    private static Tensor mix(Variable mean, Tensor value, Tensor fresh) {
        return mean.tensor().add(value.sub(mean).mul(fresh));
    }

    private static Tensor rms(Tensor x) {
        return x.square().mean().sqrt();
    }

    @Override
    protected void options(Map<String, Object> config) {
        config.put("beta_2_decay", beta2Decay);
        config.put("epsilon_1", epsilon1);
        config.put("epsilon_2", epsilon2);
        config.put("clip_threshold", clipThreshold);
        config.put("relative_step", relativeStep);
    }

    static Adafactor of(Map<String, Object> config) {
        return new Adafactor()
                .configure(config)
                .beta2Decay(number(config, "beta_2_decay", -0.8))
                .epsilon1(number(config, "epsilon_1", 1e-30))
                .epsilon2(number(config, "epsilon_2", 1e-3))
                .clipThreshold(number(config, "clip_threshold", 1))
                .relativeStep(!Boolean.FALSE.equals(config.get("relative_step")));
    }
}
