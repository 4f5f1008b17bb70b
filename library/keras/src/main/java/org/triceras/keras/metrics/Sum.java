package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.losses.Ranks;

/** The (weighted) sum of values. */
public final class Sum extends Metric {
    private final Variable total = addVariable("total", Shape.SCALAR);

    public Sum() {}

    /** Takes values into account, each alike. */
    public void update(Tensor values) {
        update(values, null);
    }

    /** Takes values into account, each with its weight; weights may be null. */
    public void update(Tensor values, Tensor weights) {
        Tensor v = values.cast("float32");
        if (weights != null) {
            Tensor[] pair = Ranks.squeezeOrExpand(v, weights.cast("float32"));
            Tensor w = pair[1];
            while (w.rank() < pair[0].rank()) {
                w = w.expandDims(-1);
            }
            v = pair[0].mul(w);
        }
        total.assignAdd(v.sum());
    }

    /** Uses yPred as the values. */
    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        update(yPred, sampleWeight);
    }

    @Override
    public Tensor result() {
        return total.tensor();
    }
}
