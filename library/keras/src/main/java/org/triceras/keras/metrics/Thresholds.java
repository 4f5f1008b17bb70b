package org.triceras.keras.metrics;

import java.util.Arrays;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.losses.Ranks;

/** Counts right and wrong decisions when what lies above a threshold counts as positive, for several thresholds at once. */
final class Thresholds {
    /** Below every prediction. */
    static final double NONE = -1e10;

    private final double[] values;
    private final boolean even;

    /** The (weighted) numbers of decisions, of shape (thresholds) or, label by label, (thresholds, labels). */
    record Counts(Tensor truePositives, Tensor falsePositives, Tensor trueNegatives, Tensor falseNegatives) {}

    Thresholds(double... values) {
        this.values = values;
        this.even = isEven(values);
    }

    /** From an option: null for the default, a number or a list of numbers from 0 to 1. */
    static Thresholds of(Object option, double otherwise) {
        if (option == null) {
            return new Thresholds(otherwise);
        }
        double[] values = option instanceof List<?> list
                ? list.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray()
                : new double[] {((Number) option).doubleValue()};
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                throw new ArgumentException("thresholds: expected numbers from 0 to 1. Received " + value + ".");
            }
        }
        return new Thresholds(values);
    }

    /** {@code n} evenly spaced ones from 0 to 1, the outer ones moved out by {@code margin}. */
    static Thresholds even(int n, double margin) {
        if (n == 1) {
            return new Thresholds(0.5);
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = (double) i / (n - 1);
        }
        values[0] -= margin;
        values[n - 1] += margin;
        return new Thresholds(values);
    }

    private static boolean isEven(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i] - (double) i / (values.length - 1)) > 2e-7 + 1e-5 * Math.abs(values[i])) {
                return false;
            }
        }
        return values.length >= 3;
    }

    int size() {
        return values.length;
    }

    /**
     * Counts a batch.
     *
     * @param weight a factor per sample or per element, or null
     * @param topK only so many highest scores of a sample can be positive; or null
     * @param classId only this class counts; or null
     * @param perLabel true to count each label (column) on its own
     */
    Counts count(Tensor yTrue, Tensor yPred, Tensor weight, Integer topK, Integer classId, boolean perLabel) {
        Tensor[] same = Ranks.squeezeOrExpand(yPred.cast("float32"), yTrue.cast("float32"));
        Tensor prediction = same[0];
        Tensor truth = same[1];
        if (!prediction.shape().equals(truth.shape())) {
            throw new ShapeException("expected targets of the predictions' shape " + prediction.shape() + ". Received "
                    + truth.shape() + ".");
        }
        if (topK != null) {
            prediction = onlyHighest(prediction, topK);
        }
        if (classId != null) {
            prediction = prediction.slice(-1, classId, classId + 1);
            truth = truth.slice(-1, classId, classId + 1);
        }
        Tensor factor = spread(weight, prediction);
        int labels = perLabel ? prediction.shape().last() : 1;
        Tensor positive = positive(prediction.reshape(1, -1, labels));
        Tensor isTrue = truth.ne(0).cast("float32").mul(factor).reshape(1, -1, labels);
        Tensor isFalse = truth.eq(0).cast("float32").mul(factor).reshape(1, -1, labels);
        Tensor tp = positive.mul(isTrue).sum(1);
        Tensor fp = positive.mul(isFalse).sum(1);
        Tensor fn = isTrue.sum(1).sub(tp);
        Tensor tn = isFalse.sum(1).sub(fp);
        return perLabel
                ? new Counts(tp, fp, tn, fn)
                : new Counts(tp.squeeze(-1), fp.squeeze(-1), tn.squeeze(-1), fn.squeeze(-1));
    }

    private static Tensor spread(Tensor weight, Tensor prediction) {
        if (weight == null) {
            return Tensors.scalar(1);
        }
        Tensor w = weight.cast("float32");
        while (w.rank() < prediction.rank()) {
            w = w.expandDims(-1);
        }
        return w.broadcastTo(prediction.shape());
    }

    /** 1 where predictions, of shape (1, n, labels), lie above the thresholds: (thresholds, n, labels). */
    private Tensor positive(Tensor p) {
        int n = values.length;
        if (!even) {
            float[] limits = new float[n];
            for (int i = 0; i < n; i++) {
                limits[i] = (float) values[i];
            }
            return p.gt(Tensors.of(limits, n, 1, 1)).cast("float32");
        }
        // Compared as numbers of thresholds passed, as Keras does: the same values then lie on the same side.
        Tensor passed = p.clip(0, 1).mul(n - 1).ceil().sub(1);
        if (values[0] < 0) {
            passed = passed.maximum(0);
        }
        Tensor number = Tensors.iota(Shape.of(n, 1, 1), 0, DType.FLOAT32);
        return passed.ge(number).cast("float32");
    }

    private static Tensor onlyHighest(Tensor p, int k) {
        Tensor chosen = p.topK(k).oneHot(p.shape().last()).cast("float32").sum(-2);
        return chosen.gt(0).where(p, NONE);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }

    /** a / b, 0 where b is 0. */
    static Tensor ratio(Tensor a, Tensor b) {
        Tensor zero = b.eq(0);
        return zero.where(0, a.div(zero.where(1, b)));
    }
}
