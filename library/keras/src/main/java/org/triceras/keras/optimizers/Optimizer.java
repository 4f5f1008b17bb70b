package org.triceras.keras.optimizers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.saving.Configurable;
import org.triceras.keras.saving.Saveable;

/** Moves weights against their gradients. */
public abstract class Optimizer implements Saveable, Configurable {
    @Override
    public String className() {
        return getClass().getSimpleName();
    }

    /** Makes the state for these weights; later calls do nothing. */
    public abstract void build(List<Variable> weights);

    /** Updates the weights, within a trace as part of it. */
    public abstract void apply(List<Tensor> gradients, List<Variable> weights);

    /** The iteration count, the learning rate and the state of all weights. */
    public abstract List<Variable> variables();

    /** The rate of the coming step. */
    public abstract double learningRate();

    /** @throws org.triceras.engine.error.StateException when the rate follows a schedule */
    public abstract void setLearningRate(double rate);
}
