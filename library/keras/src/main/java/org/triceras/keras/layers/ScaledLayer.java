package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.constraints.Constraints;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.initializers.Initializers;
import org.triceras.keras.initializers.Ones;
import org.triceras.keras.initializers.Zeros;
import org.triceras.keras.regularizers.Regularizer;
import org.triceras.keras.regularizers.Regularizers;

/** What normalizing layers share: a learned scale gamma and shift beta, either of which may be left out, and an epsilon. */
public abstract class ScaledLayer<L extends ScaledLayer<L>> extends FluentLayer<L> {
    private double epsilon = 0.001;
    private boolean center = true;
    private boolean scale = true;
    private Initializer betaInitializer = new Zeros();
    private Initializer gammaInitializer = new Ones();
    private Regularizer betaRegularizer;
    private Regularizer gammaRegularizer;
    private Constraint betaConstraint;
    private Constraint gammaConstraint;
    private Variable gamma;
    private Variable beta;

    /** Added to variances; 0.001 by default. */
    public L epsilon(double epsilon) {
        requireUnbuilt("epsilon");
        this.epsilon = epsilon;
        return self();
    }

    /** Whether beta is added; true by default. */
    public L center(boolean center) {
        requireUnbuilt("center");
        this.center = center;
        return self();
    }

    /** Whether gamma is multiplied; true by default. */
    public L scale(boolean scale) {
        requireUnbuilt("scale");
        this.scale = scale;
        return self();
    }

    public L betaInitializer(String name) {
        return betaInitializer(Initializers.get(name));
    }

    public L betaInitializer(Initializer initializer) {
        requireUnbuilt("betaInitializer");
        this.betaInitializer = initializer;
        return self();
    }

    public L gammaInitializer(String name) {
        return gammaInitializer(Initializers.get(name));
    }

    public L gammaInitializer(Initializer initializer) {
        requireUnbuilt("gammaInitializer");
        this.gammaInitializer = initializer;
        return self();
    }

    public L betaRegularizer(String name) {
        this.betaRegularizer = Regularizers.get(name);
        return self();
    }

    public L gammaRegularizer(String name) {
        this.gammaRegularizer = Regularizers.get(name);
        return self();
    }

    public L betaConstraint(String name) {
        this.betaConstraint = Constraints.get(name);
        return self();
    }

    public L gammaConstraint(String name) {
        this.gammaConstraint = Constraints.get(name);
        return self();
    }

    final double epsilon() {
        return epsilon;
    }

    /** The scale; null without one. */
    public Variable gamma() {
        return gamma;
    }

    /** The shift; null without one. */
    public Variable beta() {
        return beta;
    }

    final void addGammaAndBeta(Shape shape) {
        if (scale) {
            gamma = addWeight("gamma", shape, gammaInitializer, true, gammaRegularizer, gammaConstraint);
        }
        if (center) {
            beta = addWeight("beta", shape, betaInitializer, true, betaRegularizer, betaConstraint);
        }
    }

    final Tensor scaled(Tensor x) {
        return gamma == null ? x : x.mul(gamma);
    }

    final Tensor shifted(Tensor x) {
        return beta == null ? x : x.add(beta);
    }

    final void scaleOptions(Options o) {
        o.number("epsilon", () -> epsilon, v -> epsilon = v)
                .flag("center", () -> center, v -> center = v)
                .flag("scale", () -> scale, v -> scale = v)
                .initializer("beta_initializer", () -> betaInitializer, v -> betaInitializer = v)
                .initializer("gamma_initializer", () -> gammaInitializer, v -> gammaInitializer = v)
                .regularizer("beta_regularizer", () -> betaRegularizer, v -> betaRegularizer = v)
                .regularizer("gamma_regularizer", () -> gammaRegularizer, v -> gammaRegularizer = v)
                .constraint("beta_constraint", () -> betaConstraint, v -> betaConstraint = v)
                .constraint("gamma_constraint", () -> gammaConstraint, v -> gammaConstraint = v);
    }
}
