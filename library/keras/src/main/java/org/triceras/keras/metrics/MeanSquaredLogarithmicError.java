package org.triceras.keras.metrics;

/** The mean of squared errors of logarithms. */
public final class MeanSquaredLogarithmicError extends MeanMetricWrapper {
    public MeanSquaredLogarithmicError() {
        super("mean_squared_logarithmic_error", new org.triceras.keras.losses.MeanSquaredLogarithmicError()::call);
    }
}
