package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.losses.Ranks;

/** The mean over samples of how targets and predictions go together along an axis. */
abstract class CorrelationMetric extends Mean {
    CorrelationMetric() {
        settings().with("axis", -1);
    }

    /** The axis along which values are compared; the last by default. */
    public CorrelationMetric axis(int axis) {
        settings().set("axis", axis);
        return this;
    }

    @Override
    public final void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor[] same = Ranks.squeezeOrExpand(yTrue.cast(yPred.dtype()), yPred);
        update(correlation(same[0], same[1], settings().integer("axis")), sampleWeight);
    }

    /** The coefficients, without the axis. */
    abstract Tensor correlation(Tensor yTrue, Tensor yPred, int axis);

    static Tensor centered(Tensor x, int axis) {
        return x.sub(x.mean(axis, true));
    }
}
