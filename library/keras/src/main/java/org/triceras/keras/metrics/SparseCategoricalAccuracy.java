package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;

/** How often the class of the highest score is the target, a class number. */
public final class SparseCategoricalAccuracy extends MeanMetricWrapper {
    public SparseCategoricalAccuracy() {
        super("sparse_categorical_accuracy", SparseCategoricalAccuracy::matches);
    }

    private static Tensor matches(Tensor yTrue, Tensor yPred) {
        Tensor labels = TopK.labels(yTrue, yPred);
        Tensor best = yPred.argmax(-1);
        return labels.cast(best.dtype()).eq(best).cast("float32");
    }
}
