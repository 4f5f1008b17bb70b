package org.triceras.keras.metrics;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.config.KerasConfig;

/** The harmonic mean of precision and recall, with recall beta times as important; for one-hot or several labels. */
public class FBetaScore extends Metric {
    private final double beta;
    private Variable truePositives;
    private Variable falsePositives;
    private Variable falseNegatives;
    private Variable support;

    public FBetaScore() {
        this(1);
    }

    public FBetaScore(double beta) {
        name("fbeta_score");
        this.beta = beta;
        settings().with("average", null).with("beta", beta).with("threshold", null);
    }

    /** For {@link F1Score}, whose config has no beta. */
    FBetaScore(String name) {
        name(name);
        this.beta = 1;
        settings().with("average", null).with("threshold", null);
    }

    /** "micro", "macro" or "weighted"; by default there is one score for each class. */
    public FBetaScore average(String average) {
        if (average != null && !List.of("micro", "macro", "weighted").contains(average)) {
            throw new ArgumentException(className() + ": expected the average \"micro\", \"macro\" or \"weighted\"."
                    + " Received \"" + average + "\".");
        }
        settings().set("average", average);
        return this;
    }

    /** Predictions above it are positive; by default the highest of each sample is. */
    public FBetaScore threshold(double threshold) {
        settings().set("threshold", threshold);
        return this;
    }

    private boolean isMicro() {
        return "micro".equals(settings().get("average"));
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        if (yTrue.rank() != 2 || !yTrue.shape().equals(yPred.shape())) {
            throw new ShapeException(className() + ": expected targets and predictions of shape (samples, classes)."
                    + " Received " + yTrue.shape() + " and " + yPred.shape() + ".");
        }
        if (truePositives == null) {
            Shape shape = isMicro() ? Shape.SCALAR : Shape.of(yPred.shape().last());
            truePositives = addVariable("true_positives", shape);
            falsePositives = addVariable("false_positives", shape);
            falseNegatives = addVariable("false_negatives", shape);
            support = addVariable("intermediate_weights", shape);
        }
        Tensor truth = yTrue.cast("float32");
        Tensor p = yPred.cast("float32");
        Tensor positive = settings().has("threshold")
                ? p.gt(settings().number("threshold"))
                : p.ge(p.max(-1, true)).and(p.abs().gt(1e-9));
        Tensor decided = positive.cast("float32");
        Tensor weight = sampleWeight == null
                ? Tensors.scalar(1)
                : sampleWeight.cast("float32").reshape(-1, 1);
        truePositives.assignAdd(sum(decided.mul(truth).mul(weight)));
        falsePositives.assignAdd(sum(decided.mul(truth.neg().add(1)).mul(weight)));
        falseNegatives.assignAdd(sum(decided.neg().add(1).mul(truth).mul(weight)));
        support.assignAdd(sum(truth.mul(weight)));
    }

    private Tensor sum(Tensor x) {
        return isMicro() ? x.sum() : x.sum(0);
    }

    @Override
    public Tensor result() {
        if (truePositives == null) {
            return Tensors.scalar(0);
        }
        double epsilon = KerasConfig.get().epsilon();
        Tensor tp = truePositives.tensor();
        Tensor precision = tp.div(tp.add(falsePositives).add(epsilon));
        Tensor recall = tp.div(tp.add(falseNegatives).add(epsilon));
        Tensor below = precision.mul(beta * beta).add(recall).add(epsilon);
        Tensor score = precision.mul(recall).div(below).mul(1 + beta * beta);
        if ("weighted".equals(settings().get("average"))) {
            return score.mul(support.tensor().div(support.tensor().sum().add(epsilon)))
                    .sum();
        }
        return settings().has("average") ? score.mean() : score;
    }
}
