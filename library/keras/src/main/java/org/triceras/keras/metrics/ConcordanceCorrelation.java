package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.config.KerasConfig;

/** Lin's concordance correlation (1989): 1 only when predictions equal targets, not merely lie on a line with them. */
public final class ConcordanceCorrelation extends CorrelationMetric {
    @Override
    Tensor correlation(Tensor yTrue, Tensor yPred, int axis) {
        Tensor t = centered(yTrue, axis);
        Tensor p = centered(yPred, axis);
        Tensor apart = yTrue.mean(axis).sub(yPred.mean(axis)).square();
        Tensor below = t.square().mean(axis).add(p.square().mean(axis)).add(apart);
        return t.mul(p).mean(axis).mul(2).div(below.add(KerasConfig.get().epsilon()));
    }
}
