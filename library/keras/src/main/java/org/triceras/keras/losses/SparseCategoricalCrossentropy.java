package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.op.SoftmaxCrossEntropy;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** -log of the probability of the true class; yTrue holds class numbers, and yPred one more axis with the classes. */
public final class SparseCategoricalCrossentropy extends Loss {
    private boolean fromLogits;
    private Integer ignoreClass;

    /** True when yPred has not gone through a softmax. */
    public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
        this.fromLogits = fromLogits;
        return this;
    }

    /** Samples of this class do not count. */
    public SparseCategoricalCrossentropy ignoreClass(Integer ignoreClass) {
        this.ignoreClass = ignoreClass;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor labels = yTrue.cast(DType.INT32);
        if (labels.rank() == yPred.rank() && labels.shape().last() == 1) {
            labels = labels.squeeze(-1);
        }
        if (!labels.shape().equals(yPred.shape().without(-1))) {
            throw new ShapeException("sparse_categorical_crossentropy: expected class numbers of shape "
                    + yPred.shape().without(-1) + ". Received " + yTrue.shape()
                    + ". For one-hot targets use categorical_crossentropy.");
        }
        ClassLabels.require(
                "sparse_categorical_crossentropy", yTrue, yPred.shape().last(), ignoreClass);
        Tensor valid = ignoreClass == null ? null : labels.ne(ignoreClass);
        Tensor counted = valid == null ? labels : valid.where(labels, 0);
        Tensor t = counted.oneHot(yPred.shape().last()).cast(yPred.dtype());
        Tensor logits = fromLogits ? yPred : Probabilities.softmaxLogits(yPred);
        if (logits == null) {
            logits = Probabilities.clipped(yPred).log();
        }
        Tensor loss = Tensor.emit(new SoftmaxCrossEntropy(), t, logits);
        return valid == null ? loss : valid.where(loss, 0);
    }

    @Override
    public void checkTargets(Tensor yTrue, Shape yPred) {
        ClassLabels.require(name(), yTrue, yPred.last(), ignoreClass);
    }

    /** Where the class is ignored a sample does not count in a mean either. */
    @Override
    Tensor ownMask(Tensor yTrue, Tensor yPred) {
        if (ignoreClass == null) {
            return null;
        }
        Tensor labels = yTrue.cast(DType.INT32);
        return (labels.rank() == yPred.rank() ? labels.squeeze(-1) : labels).ne(ignoreClass);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("from_logits", fromLogits);
        config.put("ignore_class", ignoreClass);
        return config;
    }
}
