package org.triceras.keras.metrics;

/** The mean of absolute errors. */
public final class MeanAbsoluteError extends MeanMetricWrapper {
    public MeanAbsoluteError() {
        super("mean_absolute_error", new org.triceras.keras.losses.MeanAbsoluteError()::call);
    }
}
