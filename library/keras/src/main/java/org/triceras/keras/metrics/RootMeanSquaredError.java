package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.losses.Ranks;

/** The root of the mean of squared errors. */
public final class RootMeanSquaredError extends Mean {
    public RootMeanSquaredError() {
        super("root_mean_squared_error");
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor[] same = Ranks.squeezeOrExpand(yTrue, yPred);
        update(same[0].cast(yPred.dtype()).sub(same[1]).square(), sampleWeight);
    }

    @Override
    public Tensor result() {
        return super.result().sqrt();
    }
}
