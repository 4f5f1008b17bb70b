package org.triceras.keras.metrics;

/** How far wrong classes' scores come near the right one's, on average. */
public final class CategoricalHinge extends MeanMetricWrapper {
    public CategoricalHinge() {
        super("categorical_hinge", new org.triceras.keras.losses.CategoricalHinge()::call);
    }
}
