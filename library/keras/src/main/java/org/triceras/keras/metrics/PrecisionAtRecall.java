package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;

/** The best precision at a threshold where the recall is at least a given one. */
public final class PrecisionAtRecall extends AtLeastMetric {
    public PrecisionAtRecall(double recall) {
        super("recall", recall);
    }

    @Override
    Tensor limited(Thresholds.Counts counts) {
        return recall(counts);
    }

    @Override
    Tensor wanted(Thresholds.Counts counts) {
        return precision(counts);
    }
}
