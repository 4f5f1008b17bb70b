package org.triceras.keras.metrics;

import java.util.Arrays;
import org.triceras.engine.tensor.Tensor;

/** Which part of the positives was predicted; one number for each threshold. */
public final class Recall extends DecisionMetric {
    public Recall() {
        settings().with("thresholds", null).with("top_k", null).with("class_id", null);
    }

    /** What predictions must exceed to count as positive; 0.5 by default. */
    public Recall thresholds(double... thresholds) {
        settings()
                .set(
                        "thresholds",
                        thresholds.length == 1
                                ? (Object) thresholds[0]
                                : Arrays.stream(thresholds).boxed().toList());
        return this;
    }

    /** Only the k highest scores of a sample can be positive. */
    public Recall topK(int k) {
        settings().set("top_k", k);
        return this;
    }

    /** Looks at this class only. */
    public Recall classId(int id) {
        settings().set("class_id", id);
        return this;
    }

    @Override
    Thresholds thresholds() {
        return Thresholds.of(settings().get("thresholds"), settings().has("top_k") ? Thresholds.NONE : 0.5);
    }

    @Override
    Tensor result(Thresholds.Counts counts) {
        return single(recall(counts));
    }
}
