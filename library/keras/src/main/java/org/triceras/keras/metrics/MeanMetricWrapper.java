package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.losses.Ranks;

/** The mean of a function of (yTrue, yPred). */
public class MeanMetricWrapper extends Mean {
    private final MetricFunction function;

    public MeanMetricWrapper(String name, MetricFunction function) {
        super(name);
        this.function = function;
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor[] same = Ranks.squeezeOrExpand(yTrue, yPred);
        update(function.call(same[0], same[1]), sampleWeight);
    }
}
