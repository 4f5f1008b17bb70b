package org.triceras.keras.metrics;

/** How often the target, a class number, is among those of the k highest scores. */
public final class SparseTopKCategoricalAccuracy extends MeanMetricWrapper {
    /** The five highest. */
    public SparseTopKCategoricalAccuracy() {
        this(5);
    }

    public SparseTopKCategoricalAccuracy(int k) {
        super(
                "sparse_top_k_categorical_accuracy",
                (yTrue, yPred) -> TopK.contains(TopK.labels(yTrue, yPred), yPred, k));
        settings().with("k", k);
    }
}
