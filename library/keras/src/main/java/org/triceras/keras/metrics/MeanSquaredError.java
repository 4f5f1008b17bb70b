package org.triceras.keras.metrics;

/** The mean of squared errors. */
public final class MeanSquaredError extends MeanMetricWrapper {
    public MeanSquaredError() {
        super("mean_squared_error", new org.triceras.keras.losses.MeanSquaredError()::call);
    }
}
