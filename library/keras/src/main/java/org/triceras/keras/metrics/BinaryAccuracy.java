package org.triceras.keras.metrics;

/** How often labels 0 and 1 agree with probabilities above a threshold. */
public final class BinaryAccuracy extends MeanMetricWrapper {
    public BinaryAccuracy() {
        this(0.5);
    }

    public BinaryAccuracy(double threshold) {
        super(
                "binary_accuracy",
                (yTrue, yPred) ->
                        yPred.gt(threshold).cast(yTrue.dtype()).eq(yTrue).cast("float32"));
        settings().with("threshold", threshold);
    }
}
