package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;

/** Pearson's correlation of targets and predictions: 1 when they lie on a rising line, -1 on a falling one. */
public final class PearsonCorrelation extends CorrelationMetric {
    @Override
    Tensor correlation(Tensor yTrue, Tensor yPred, int axis) {
        Tensor t = centered(yTrue, axis);
        Tensor p = centered(yPred, axis);
        Tensor deviations =
                t.square().mean(axis).sqrt().mul(p.square().mean(axis).sqrt());
        return t.mul(p).mean(axis).div(deviations);
    }
}
