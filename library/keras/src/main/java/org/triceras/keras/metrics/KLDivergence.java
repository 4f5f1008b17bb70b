package org.triceras.keras.metrics;

/** The mean divergence of distributions. */
public final class KLDivergence extends MeanMetricWrapper {
    public KLDivergence() {
        super("kl_divergence", new org.triceras.keras.losses.KLDivergence()::call);
    }
}
