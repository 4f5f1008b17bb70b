package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * Brings embeddings of one class together and those of different ones apart: yTrue holds class numbers, (samples,), yPred embeddings of
 * length one, (samples, features). Sun et al. 2020.
 */
public final class Circle extends Loss {
    private static final double NEVER = -1e30;

    private double gamma = 80;
    private double margin = 0.4;
    private boolean removeDiagonal = true;

    /** The scale; 80 by default. */
    public Circle gamma(double gamma) {
        this.gamma = gamma;
        return this;
    }

    /** How much is left to be desired; 0.4 by default. */
    public Circle margin(double margin) {
        this.margin = margin;
        return this;
    }

    /** Whether a sample is left out when it is compared with itself; true by default. */
    public Circle removeDiagonal(boolean remove) {
        this.removeDiagonal = remove;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        if (yPred.rank() != 2) {
            throw new ShapeException(
                    "circle: expected embeddings of shape (samples, features). Received " + yPred.shape() + ".");
        }
        int n = yPred.shape().dim(0);
        Tensor labels = yTrue.cast(DType.INT32).reshape(n, 1);
        Tensor positive = labels.eq(labels.transpose());
        Tensor negative = positive.not();
        if (removeDiagonal) {
            positive = positive.and(Tensors.eye(n, n).eq(0));
        }
        Tensor distance = yPred.matmul(yPred, false, true).neg().add(1).relu();
        Tensor pull =
                distance.add(margin).relu().mul(distance.neg().add(margin)).mul(-gamma);
        Tensor push = distance.neg()
                .add(1 + margin)
                .relu()
                .mul(distance.neg().add(1 - margin))
                .mul(gamma);
        Tensor p = positive.where(pull, NEVER).logSumExp(1, false);
        Tensor q = negative.where(push, NEVER).logSumExp(1, false);
        return p.add(q).softplus();
    }

    /** Samples without a loss do not count in a mean. */
    @Override
    Tensor ownMask(Tensor yTrue, Tensor yPred) {
        return call(yTrue, yPred).gt(0);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("gamma", gamma);
        config.put("margin", margin);
        config.put("remove_diagonal", removeDiagonal);
        return config;
    }
}
