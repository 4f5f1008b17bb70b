package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** A figure from the numbers of right and wrong decisions at one threshold or several. */
public abstract class DecisionMetric extends Metric {
    private Thresholds thresholds;
    private Variable truePositives;
    private Variable falsePositives;
    private Variable trueNegatives;
    private Variable falseNegatives;

    /** Read when the first batch comes, as options may be set until then. */
    abstract Thresholds thresholds();

    Integer integerOrNull(String option) {
        return settings().get(option) instanceof Number n ? n.intValue() : null;
    }

    boolean isPerLabel() {
        return false;
    }

    private void start(int labels) {
        if (thresholds == null) {
            thresholds = thresholds();
            Shape shape = isPerLabel() ? Shape.of(thresholds.size(), labels) : Shape.of(thresholds.size());
            truePositives = addVariable("true_positives", shape);
            falsePositives = addVariable("false_positives", shape);
            trueNegatives = addVariable("true_negatives", shape);
            falseNegatives = addVariable("false_negatives", shape);
        }
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        start(yPred.rank() == 0 ? 1 : yPred.shape().last());
        Integer topK = has("top_k") ? integerOrNull("top_k") : null;
        Integer classId = has("class_id") ? integerOrNull("class_id") : null;
        Thresholds.Counts counts = thresholds.count(yTrue, yPred, sampleWeight, topK, classId, isPerLabel());
        truePositives.assignAdd(counts.truePositives());
        falsePositives.assignAdd(counts.falsePositives());
        trueNegatives.assignAdd(counts.trueNegatives());
        falseNegatives.assignAdd(counts.falseNegatives());
    }

    private boolean has(String option) {
        return settings().has(option);
    }

    @Override
    public final Tensor result() {
        start(1);
        return result(new Thresholds.Counts(
                truePositives.tensor(), falsePositives.tensor(), trueNegatives.tensor(), falseNegatives.tensor()));
    }

    abstract Tensor result(Thresholds.Counts counts);

    /** A scalar when there is one threshold. */
    final Tensor single(Tensor values) {
        return values.size() == 1 ? values.reshape() : values;
    }

    static Tensor precision(Thresholds.Counts c) {
        return Thresholds.ratio(c.truePositives(), c.truePositives().add(c.falsePositives()));
    }

    static Tensor recall(Thresholds.Counts c) {
        return Thresholds.ratio(c.truePositives(), c.truePositives().add(c.falseNegatives()));
    }

    static Tensor specificity(Thresholds.Counts c) {
        return Thresholds.ratio(c.trueNegatives(), c.trueNegatives().add(c.falsePositives()));
    }
}
