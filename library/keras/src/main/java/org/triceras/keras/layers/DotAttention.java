package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.SeedGenerator;

/** What attention without projections shares: scores, their softmax, the weighted sum of the values. */
public abstract class DotAttention<L extends DotAttention<L>> extends Attending<L> {
    private static final double MASKED = 1e9;

    private double dropout;
    private SeedGenerator seedGenerator;

    /** The part of the attention weights to drop in training, from 0 to below 1. */
    public L dropout(double rate) {
        requireUnbuilt("dropout");
        if (!(rate >= 0 && rate < 1)) {
            throw new ArgumentException(className() + ": expected dropout from 0 to below 1. Received " + rate + ".");
        }
        this.dropout = rate;
        return self();
    }

    abstract Long seedOrNull();

    @Override
    public final void build(List<Shape> inputs) {
        requireInputs(inputs.size(), 3);
        addWeights(inputs.get(0).last());
        if (dropout > 0) {
            seedGenerator = new SeedGenerator(seedOrNull(), path());
        }
    }

    abstract void addWeights(int features);

    /** (batch, queries, keys) from (batch, queries, features) and (batch, keys, features). */
    abstract Tensor scores(Tensor query, Tensor key);

    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        requireInputs(xs.size(), 3);
        Tensor query = xs.get(0);
        Tensor value = xs.get(1);
        Tensor key = xs.size() > 2 ? xs.get(2) : value;
        if (query.rank() != 3 || value.rank() != 3 || key.rank() != 3) {
            throw new ShapeException("Expected inputs of 3 axes, (batch, steps, features). Received " + query.shape()
                    + ", " + value.shape() + " and " + key.shape() + ".");
        }
        Tensor scores = scores(query, key);
        Tensor valueMask = context.mask(1) == null ? null : context.mask(1).expandDims(1);
        Tensor allowed = isCausal()
                ? and(causalMask(scores.shape().dim(1), scores.shape().dim(2)), valueMask)
                : valueMask;
        if (allowed != null) {
            scores = allowed.broadcastTo(scores.shape()).where(scores, scores.sub(MASKED));
        }
        Tensor weights = scores.softmax();
        if (context.training() && dropout > 0) {
            weights = Dropout.drop(weights, dropout, weights.shape(), seedGenerator);
        }
        Tensor y = weights.matmul(value);
        if (context.mask(0) != null) {
            y = context.mask(0).expandDims(-1).broadcastTo(y.shape()).where(y, 0);
        }
        return returnsScores() ? List.of(y, weights) : List.of(y);
    }

    final void dropoutOption(Options o) {
        o.number("dropout", () -> dropout, v -> dropout = v);
    }
}
