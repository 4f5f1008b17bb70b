package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** Binary cross-entropy in which well-classified samples count less (Lin et al., 2017). */
public final class BinaryFocalCrossentropy extends Loss {
    private boolean applyClassBalancing;
    private double alpha = 0.25;
    private double gamma = 2;
    private boolean fromLogits;
    private double labelSmoothing;
    private int axis = -1;

    public BinaryFocalCrossentropy applyClassBalancing(boolean applyClassBalancing) {
        this.applyClassBalancing = applyClassBalancing;
        return this;
    }

    /** The weight of class 1 when classes are balanced. */
    public BinaryFocalCrossentropy alpha(double alpha) {
        this.alpha = alpha;
        return this;
    }

    /** How strongly easy samples are discounted. */
    public BinaryFocalCrossentropy gamma(double gamma) {
        this.gamma = gamma;
        return this;
    }

    public BinaryFocalCrossentropy fromLogits(boolean fromLogits) {
        this.fromLogits = fromLogits;
        return this;
    }

    public BinaryFocalCrossentropy labelSmoothing(double labelSmoothing) {
        this.labelSmoothing = labelSmoothing;
        return this;
    }

    public BinaryFocalCrossentropy axis(int axis) {
        this.axis = axis;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor t = yTrue.cast(yPred.dtype());
        if (labelSmoothing != 0) {
            t = t.mul(1 - labelSmoothing).add(0.5 * labelSmoothing);
        }
        Tensor p = fromLogits ? yPred.sigmoid() : yPred;
        Tensor other = t.neg().add(1);
        Tensor hit = t.mul(p).add(other.mul(p.neg().add(1)));
        Tensor each = Probabilities.binary(t, p).mul(hit.neg().add(1).pow(gamma));
        if (applyClassBalancing) {
            each = each.mul(t.mul(alpha).add(other.mul(1 - alpha)));
        }
        return each.mean(axis);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("from_logits", fromLogits);
        config.put("label_smoothing", labelSmoothing);
        config.put("axis", axis);
        config.put("apply_class_balancing", applyClassBalancing);
        config.put("alpha", alpha);
        config.put("gamma", gamma);
        return config;
    }
}
