package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.op.SoftmaxCrossEntropy;
import org.triceras.engine.tensor.Tensor;

/**
 * -sum(yTrue * log(yPred)) over the classes; yTrue is one-hot or a distribution. Where yPred comes straight from a softmax, its logits are
 * used, which is faster and exact.
 */
public final class CategoricalCrossentropy extends Loss {
    private boolean fromLogits;
    private double labelSmoothing;
    private int axis = -1;

    /** True when yPred has not gone through a softmax. */
    public CategoricalCrossentropy fromLogits(boolean fromLogits) {
        this.fromLogits = fromLogits;
        return this;
    }

    /** Takes this part of each label's mass and spreads it over all classes. */
    public CategoricalCrossentropy labelSmoothing(double labelSmoothing) {
        this.labelSmoothing = labelSmoothing;
        return this;
    }

    /** The axis of the classes. */
    public CategoricalCrossentropy axis(int axis) {
        this.axis = axis;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        if (!yTrue.shape().equals(yPred.shape())) {
            throw new ShapeException("categorical_crossentropy: expected one-hot targets of shape " + yPred.shape()
                    + ". Received " + yTrue.shape()
                    + ". Try toCategorical(y), or the loss sparse_categorical_crossentropy for class numbers.");
        }
        int classAxis = yPred.shape().axis(axis);
        Tensor t = yTrue.cast(yPred.dtype());
        if (labelSmoothing != 0) {
            t = t.mul(1 - labelSmoothing).add(labelSmoothing / yPred.shape().dim(axis));
        }
        boolean last = classAxis == yPred.rank() - 1;
        Tensor logits = fromLogits ? yPred : last ? Probabilities.softmaxLogits(yPred) : null;
        if (logits != null) {
            return last
                    ? Tensor.emit(new SoftmaxCrossEntropy(), t, logits)
                    : t.mul(logits.logSoftmax(classAxis)).sum(classAxis).neg();
        }
        return t.mul(Probabilities.normalized(yPred, classAxis).log())
                .sum(classAxis)
                .neg();
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
