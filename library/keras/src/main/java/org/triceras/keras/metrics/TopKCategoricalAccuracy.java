package org.triceras.keras.metrics;

/** How often the class of a one-hot target is among those of the k highest scores. */
public final class TopKCategoricalAccuracy extends MeanMetricWrapper {
    /** The five highest. */
    public TopKCategoricalAccuracy() {
        this(5);
    }

    public TopKCategoricalAccuracy(int k) {
        super("top_k_categorical_accuracy", (yTrue, yPred) -> TopK.contains(yTrue.argmax(-1), yPred, k));
        settings().with("k", k);
    }
}
