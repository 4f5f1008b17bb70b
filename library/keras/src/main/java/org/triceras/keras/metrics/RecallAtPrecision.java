package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;

/** The best recall at a threshold where the precision is at least a given one. */
public final class RecallAtPrecision extends AtLeastMetric {
    public RecallAtPrecision(double precision) {
        super("precision", precision);
    }

    @Override
    Tensor limited(Thresholds.Counts counts) {
        return precision(counts);
    }

    @Override
    Tensor wanted(Thresholds.Counts counts) {
        return recall(counts);
    }
}
