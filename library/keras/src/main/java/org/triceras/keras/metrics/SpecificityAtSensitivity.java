package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;

/** The best specificity at a threshold where the sensitivity is at least a given one. */
public final class SpecificityAtSensitivity extends AtLeastMetric {
    public SpecificityAtSensitivity(double sensitivity) {
        super("sensitivity", sensitivity);
    }

    @Override
    Tensor limited(Thresholds.Counts counts) {
        return recall(counts);
    }

    @Override
    Tensor wanted(Thresholds.Counts counts) {
        return specificity(counts);
    }
}
