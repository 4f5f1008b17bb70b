package org.triceras.keras.metrics;

/** How often predictions equal targets. */
public final class Accuracy extends MeanMetricWrapper {
    public Accuracy() {
        super("accuracy", (yTrue, yPred) -> yTrue.cast(yPred.dtype()).eq(yPred).cast("float32"));
    }
}
