package org.triceras.keras.metrics;

/** The mean of absolute errors in percent of the targets. */
public final class MeanAbsolutePercentageError extends MeanMetricWrapper {
    public MeanAbsolutePercentageError() {
        super("mean_absolute_percentage_error", new org.triceras.keras.losses.MeanAbsolutePercentageError()::call);
    }
}
