package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.initializers.*;
import org.triceras.keras.regularizers.Regularizer;

/** A learned slope below zero for each element, or shared along axes: {@code new PReLU().sharedAxes(1, 2)}. He et al. 2015. */
public final class PReLU extends FluentLayer<PReLU> {
    private Initializer alphaInitializer = new Zeros();
    private Regularizer alphaRegularizer;
    private Constraint alphaConstraint;
    private int[] sharedAxes;
    private Variable alpha;

    /** The axes, counted from 1 after the batch axis, along which one slope serves all. */
    public PReLU sharedAxes(int... axes) {
        requireUnbuilt("sharedAxes");
        this.sharedAxes = axes.clone();
        return this;
    }

    public PReLU alphaInitializer(Initializer initializer) {
        requireUnbuilt("alphaInitializer");
        this.alphaInitializer = initializer;
        return this;
    }

    public PReLU alphaRegularizer(Regularizer regularizer) {
        requireUnbuilt("alphaRegularizer");
        this.alphaRegularizer = regularizer;
        return this;
    }

    public PReLU alphaConstraint(Constraint constraint) {
        requireUnbuilt("alphaConstraint");
        this.alphaConstraint = constraint;
        return this;
    }

    @Override
    public void build(Shape input) {
        Shape shape = input.range(1, input.rank());
        for (int i = 0; sharedAxes != null && i < sharedAxes.length; i++) {
            shape = shape.with(sharedAxes[i] - 1, 1);
        }
        alpha = addWeight("alpha", shape, alphaInitializer, true, alphaRegularizer, alphaConstraint);
    }

    @Override
    public Tensor call(Tensor x) {
        return x.relu().sub(alpha.tensor().mul(x.neg().relu()));
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.initializer("alpha_initializer", () -> alphaInitializer, v -> alphaInitializer = v)
                .regularizer("alpha_regularizer", () -> alphaRegularizer, v -> alphaRegularizer = v)
                .constraint("alpha_constraint", () -> alphaConstraint, v -> alphaConstraint = v)
                .ints("shared_axes", 1, () -> sharedAxes, v -> sharedAxes = v);
    }
}
