package org.triceras.keras.metrics;

import java.util.Arrays;
import org.triceras.engine.tensor.Tensor;

/** How many positives were predicted as negatives, with their weights; one number for each threshold. */
public final class FalseNegatives extends DecisionMetric {
    public FalseNegatives() {
        settings().with("thresholds", null);
    }

    /** What predictions must exceed to count as positive; 0.5 by default. */
    public FalseNegatives thresholds(double... thresholds) {
        settings()
                .set(
                        "thresholds",
                        thresholds.length == 1
                                ? (Object) thresholds[0]
                                : Arrays.stream(thresholds).boxed().toList());
        return this;
    }

    @Override
    Thresholds thresholds() {
        return Thresholds.of(settings().get("thresholds"), 0.5);
    }

    @Override
    Tensor result(Thresholds.Counts counts) {
        return single(counts.falseNegatives());
    }
}
