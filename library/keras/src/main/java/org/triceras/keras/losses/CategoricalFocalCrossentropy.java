package org.triceras.keras.losses;

import java.util.Arrays;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Categorical cross-entropy in which well-classified samples count less (Lin et al., 2017). */
public final class CategoricalFocalCrossentropy extends Loss {
    private double[] alpha = {0.25};
    private double gamma = 2;
    private boolean fromLogits;
    private double labelSmoothing;
    private int axis = -1;

    /** One factor, or one for each class. */
    public CategoricalFocalCrossentropy alpha(double... alpha) {
        this.alpha = alpha.clone();
        return this;
    }

    /** How strongly easy samples are discounted. */
    public CategoricalFocalCrossentropy gamma(double gamma) {
        this.gamma = gamma;
        return this;
    }

    public CategoricalFocalCrossentropy fromLogits(boolean fromLogits) {
        this.fromLogits = fromLogits;
        return this;
    }

    public CategoricalFocalCrossentropy labelSmoothing(double labelSmoothing) {
        this.labelSmoothing = labelSmoothing;
        return this;
    }

    public CategoricalFocalCrossentropy axis(int axis) {
        this.axis = axis;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor t = yTrue.cast(yPred.dtype());
        if (labelSmoothing != 0) {
            t = t.mul(1 - labelSmoothing).add(labelSmoothing / yPred.shape().dim(axis));
        }
        Tensor p = Probabilities.normalized(fromLogits ? yPred.softmax(axis) : yPred, axis);
        Tensor each = t.mul(p.log()).neg();
        return each.mul(p.neg().add(1).pow(gamma).mul(factors())).sum(axis);
    }

    private Tensor factors() {
        Tensor each = Tensors.of(alpha).cast("float32");
        return alpha.length == 1 ? each.reshape() : each;
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("from_logits", fromLogits);
        config.put("label_smoothing", labelSmoothing);
        config.put("axis", axis);
        config.put(
                "alpha",
                alpha.length == 1
                        ? (Object) alpha[0]
                        : Arrays.stream(alpha).boxed().toList());
        config.put("gamma", gamma);
        return config;
    }
}
