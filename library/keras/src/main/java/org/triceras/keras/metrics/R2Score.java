package org.triceras.keras.metrics;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.losses.Ranks;

/**
 * The coefficient of determination: 1 for perfect predictions, 0 when they are no better than the mean of the targets. Targets and
 * predictions have the shape (samples, outputs).
 */
public final class R2Score extends Metric {
    private static final List<String> AGGREGATIONS = List.of("uniform_average", "variance_weighted_average");

    private final Variable samples;
    private Variable squaredSum;
    private Variable sum;
    private Variable residual;
    private Variable count;

    public R2Score() {
        settings().with("class_aggregation", "uniform_average").with("num_regressors", 0);
        samples = addVariable("num_samples", Shape.SCALAR);
    }

    /** "uniform_average" (the default), "variance_weighted_average", or null for one score per output. */
    public R2Score classAggregation(String aggregation) {
        if (aggregation != null && !AGGREGATIONS.contains(aggregation)) {
            throw new ArgumentException("R2Score: expected the class aggregation \"uniform_average\","
                    + " \"variance_weighted_average\" or null. Received \"" + aggregation + "\".");
        }
        settings().set("class_aggregation", aggregation);
        return this;
    }

    /** The number of independent regressors, for the adjusted score; 0 by default, for the plain one. */
    public R2Score numRegressors(int regressors) {
        if (regressors < 0) {
            throw new ArgumentException("R2Score: expected numRegressors of at least 0. Received " + regressors + ".");
        }
        settings().set("num_regressors", regressors);
        return this;
    }

    private void start(int outputs) {
        if (sum == null) {
            Shape shape = Shape.of(outputs);
            squaredSum = addVariable("squared_sum", shape);
            sum = addVariable("sum", shape);
            residual = addVariable("residual", shape);
            count = addVariable("count", shape);
        }
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor[] same = Ranks.squeezeOrExpand(yTrue.cast("float32"), yPred.cast("float32"));
        Tensor truth = same[0];
        if (truth.rank() != 2 || !truth.shape().equals(same[1].shape())) {
            throw new ShapeException("R2Score: expected targets and predictions of shape (samples, outputs). Received "
                    + yTrue.shape() + " and " + yPred.shape() + ".");
        }
        start(truth.shape().last());
        Tensor weight = sampleWeight == null ? Tensors.scalar(1) : sampleWeight.cast("float32");
        weight = (weight.rank() == 1 ? weight.expandDims(-1) : weight).broadcastTo(truth.shape());
        Tensor weighted = truth.mul(weight);
        sum.assignAdd(weighted.sum(0));
        squaredSum.assignAdd(weighted.mul(truth).sum(0));
        residual.assignAdd(truth.sub(same[1]).square().mul(weight).sum(0));
        count.assignAdd(weight.sum(0));
        samples.assignAdd(Tensors.scalar(truth.size()));
    }

    @Override
    public Tensor result() {
        if (sum == null) {
            return Tensors.scalar(0);
        }
        Tensor total = squaredSum.tensor().sub(sum.tensor().square().div(count));
        Tensor score = residual.tensor().div(total).neg().add(1);
        // Targets that do not vary have no variance to explain.
        score = score.isInf().where(0, score);
        Object aggregation = settings().get("class_aggregation");
        if ("uniform_average".equals(aggregation)) {
            score = score.mean();
        } else if (aggregation != null) {
            score = total.mul(score).sum().div(total.sum());
        }
        int regressors = settings().integer("num_regressors");
        return regressors == 0 ? score : adjusted(score, regressors);
    }

    /** With too few samples for the adjustment the score stays as it is. */
    private Tensor adjusted(Tensor score, int regressors) {
        Tensor n = samples.tensor();
        Tensor freedom = n.sub(regressors + 1);
        Tensor enough = freedom.gt(0);
        Tensor factor = enough.where(n.sub(1).div(enough.where(freedom, 1)), 1);
        return score.neg().add(1).mul(factor).neg().add(1);
    }
}
