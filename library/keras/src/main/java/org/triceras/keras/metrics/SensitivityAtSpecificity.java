package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;

/** The best sensitivity at a threshold where the specificity is at least a given one. */
public final class SensitivityAtSpecificity extends AtLeastMetric {
    public SensitivityAtSpecificity(double specificity) {
        super("specificity", specificity);
    }

    @Override
    Tensor limited(Thresholds.Counts counts) {
        return specificity(counts);
    }

    @Override
    Tensor wanted(Thresholds.Counts counts) {
        return recall(counts);
    }
}
