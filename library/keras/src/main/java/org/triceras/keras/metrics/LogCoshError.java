package org.triceras.keras.metrics;

/** The mean of log(cosh(yPred - yTrue)). */
public final class LogCoshError extends MeanMetricWrapper {
    public LogCoshError() {
        super("logcosh", new org.triceras.keras.losses.LogCosh()::call);
    }
}
