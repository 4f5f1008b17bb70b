package org.triceras.keras.metrics;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** The best of one figure over the thresholds where another is large enough. */
public abstract class AtLeastMetric extends DecisionMetric {
    private final double least;

    AtLeastMetric(String option, double least) {
        if (!(least >= 0 && least <= 1)) {
            throw new ArgumentException(className() + ": expected " + option + " from 0 to 1. Received " + least + ".");
        }
        this.least = least;
        settings().with("class_id", null).with("num_thresholds", 200).with(option, least);
    }

    /** How many thresholds are tried; 200 by default. */
    public AtLeastMetric numThresholds(int n) {
        settings().set("num_thresholds", n);
        return this;
    }

    /** Looks at this class only. */
    public AtLeastMetric classId(int id) {
        settings().set("class_id", id);
        return this;
    }

    @Override
    Thresholds thresholds() {
        return Thresholds.even(settings().integer("num_thresholds"), 0);
    }

    abstract Tensor limited(Thresholds.Counts counts);

    abstract Tensor wanted(Thresholds.Counts counts);

    @Override
    Tensor result(Thresholds.Counts counts) {
        return limited(counts).ge(least).where(wanted(counts), 0).max();
    }
}
