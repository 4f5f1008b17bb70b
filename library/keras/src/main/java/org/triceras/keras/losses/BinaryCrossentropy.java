package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** The cross-entropy of independent yes-or-no answers, averaged over the last axis. */
public final class BinaryCrossentropy extends Loss {
    private boolean fromLogits;
    private double labelSmoothing;
    private int axis = -1;

    /** True when yPred has not gone through a sigmoid. */
    public BinaryCrossentropy fromLogits(boolean fromLogits) {
        this.fromLogits = fromLogits;
        return this;
    }

    /** Moves labels this far towards one half. */
    public BinaryCrossentropy labelSmoothing(double labelSmoothing) {
        this.labelSmoothing = labelSmoothing;
        return this;
    }

    public BinaryCrossentropy axis(int axis) {
        this.axis = axis;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor t = yTrue.cast(yPred.dtype());
        if (labelSmoothing != 0) {
            t = t.mul(1 - labelSmoothing).add(0.5 * labelSmoothing);
        }
        Tensor logits = fromLogits ? yPred : Probabilities.sigmoidLogits(yPred);
        Tensor each = logits != null ? Probabilities.binaryOfLogits(t, logits) : Probabilities.binary(t, yPred);
        return each.mean(axis);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("from_logits", fromLogits);
        config.put("label_smoothing", labelSmoothing);
        config.put("axis", axis);
        return config;
    }
}
