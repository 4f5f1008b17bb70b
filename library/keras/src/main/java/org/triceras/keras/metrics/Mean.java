package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.losses.Ranks;

/** The (weighted) mean of values. */
public class Mean extends Metric {
    private final Variable total = addVariable("total", Shape.SCALAR);
    private final Variable count = addVariable("count", Shape.SCALAR);

    public Mean() {}

    public Mean(String name) {
        name(name);
    }

    /** Takes values into account, each alike; a single loss, too. */
    public void update(Tensor values) {
        update(values, null);
    }

    /** Takes values into account, each with its weight; weights may be null. */
    public void update(Tensor values, Tensor weights) {
        Tensor v = values.cast("float32");
        if (weights == null) {
            total.assignAdd(v.sum());
            count.assignAdd(org.triceras.engine.tensor.Tensors.scalar(v.size()));
            return;
        }
        Tensor[] pair = Ranks.squeezeOrExpand(v, weights.cast("float32"));
        Tensor w = pair[1];
        // A weight per sample counts for all of the sample's values.
        while (w.rank() < pair[0].rank()) {
            w = w.expandDims(-1);
        }
        w = w.broadcastTo(pair[0].shape());
        total.assignAdd(pair[0].mul(w).sum());
        count.assignAdd(w.sum());
    }

    /** Uses yPred as the values. */
    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        update(yPred, sampleWeight);
    }

    @Override
    public Tensor result() {
        return total.tensor().div(count.tensor().eq(0).where(1, count.tensor()));
    }
}
