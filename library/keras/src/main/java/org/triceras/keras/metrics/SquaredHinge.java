package org.triceras.keras.metrics;

/** The mean of max(1 - yTrue yPred, 0)^2. */
public final class SquaredHinge extends MeanMetricWrapper {
    public SquaredHinge() {
        super("squared_hinge", new org.triceras.keras.losses.SquaredHinge()::call);
    }
}
