package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** As {@link Dice} with weights for the two kinds of error (Salehi et al., 2017). As in Keras 3, alpha
 * weighs what was missed and beta what was found wrongly. */
public final class Tversky extends Loss {
    private double alpha = 0.5;
    private double beta = 0.5;
    private int[] axis;

    public Tversky alpha(double alpha) {
        this.alpha = alpha;
        return this;
    }

    public Tversky beta(double beta) {
        this.beta = beta;
        return this;
    }

    public Tversky axis(int... axis) {
        this.axis = axis;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor t = yTrue.cast(yPred.dtype());
        int[] over = axis == null ? new int[0] : axis;
        Tensor overlap = t.mul(yPred).sum(over);
        Tensor falsePositives = t.neg().add(1).mul(yPred).sum(over).mul(beta);
        Tensor falseNegatives = t.mul(yPred.neg().add(1)).sum(over).mul(alpha);
        Tensor all = overlap.add(falsePositives).add(falseNegatives).add(Probabilities.epsilon());
        return overlap.div(all).neg().add(1);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("alpha", alpha);
        config.put("beta", beta);
        config.put(
                "axis",
                axis == null
                        ? null
                        : axis.length == 1 ? (Object) axis[0] : org.triceras.keras.layers.Options.list(axis));
        return config;
    }
}
