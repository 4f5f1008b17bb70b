package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.losses.ClassLabels;

/** How often the class of the highest score is the target, a class number. */
public final class SparseCategoricalAccuracy extends MeanMetricWrapper {
    public SparseCategoricalAccuracy() {
        super("sparse_categorical_accuracy", SparseCategoricalAccuracy::matches);
    }

    private static Tensor matches(Tensor yTrue, Tensor yPred) {
        Tensor labels = TopK.labels(yTrue, yPred);
        ClassLabels.require("sparse_categorical_accuracy", labels, yPred.shape().last(), null);
        Tensor best = yPred.argmax(-1);
        return labels.cast(best.dtype()).eq(best).cast("float32");
    }
}
