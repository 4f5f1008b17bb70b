package org.triceras.keras.metrics;

/** How often the class of the highest score is that of a one-hot target. */
public final class CategoricalAccuracy extends MeanMetricWrapper {
    public CategoricalAccuracy() {
        super(
                "categorical_accuracy",
                (yTrue, yPred) -> yTrue.argmax(-1).eq(yPred.argmax(-1)).cast("float32"));
    }
}
