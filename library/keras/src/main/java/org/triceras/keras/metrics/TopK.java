package org.triceras.keras.metrics;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.losses.ClassLabels;

/** Class numbers against scores. */
final class TopK {
    private TopK() {}

    /** Class numbers without an axis of length 1 at the end. */
    static Tensor labels(Tensor yTrue, Tensor yPred) {
        Tensor labels = yTrue.rank() == yPred.rank() && yTrue.shape().last() == 1 ? yTrue.squeeze(-1) : yTrue;
        if (!labels.shape().equals(yPred.shape().without(-1))) {
            throw new ShapeException("expected class numbers of shape "
                    + yPred.shape().without(-1) + ". Received " + yTrue.shape() + ".");
        }
        return labels;
    }

    /** 1 where fewer than k classes score higher than the label's, 0 elsewhere. */
    static Tensor contains(Tensor labels, Tensor yPred, int k) {
        ClassLabels.require("top_k_categorical_accuracy", labels, yPred.shape().last(), null);
        Tensor own = yPred.gatherAlong(labels.cast("int32").expandDims(-1), -1);
        Tensor higher = yPred.gt(own).cast("float32").sum(-1);
        return higher.lt(k).cast("float32");
    }
}
