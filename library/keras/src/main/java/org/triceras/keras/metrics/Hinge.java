package org.triceras.keras.metrics;

/** The mean of max(1 - yTrue yPred, 0). */
public final class Hinge extends MeanMetricWrapper {
    public Hinge() {
        super("hinge", new org.triceras.keras.losses.Hinge()::call);
    }
}
