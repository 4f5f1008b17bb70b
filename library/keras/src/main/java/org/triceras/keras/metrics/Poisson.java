package org.triceras.keras.metrics;

/** The mean of yPred - yTrue log(yPred). */
public final class Poisson extends MeanMetricWrapper {
    public Poisson() {
        super("poisson", new org.triceras.keras.losses.Poisson()::call);
    }
}
