package org.triceras.keras.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.config.KerasConfig;

/** The area under the curve of true over false positives (ROC), or of precision over recall (PR), as a Riemann sum. */
public final class AUC extends DecisionMetric {
    public AUC() {
        settings()
                .with("num_thresholds", 200)
                .with("curve", "ROC")
                .with("summation_method", "interpolation")
                .with("multi_label", false)
                .with("num_labels", null)
                .with("label_weights", null)
                .with("from_logits", false);
    }

    /** How many thresholds the curve has; 200 by default. */
    public AUC numThresholds(int n) {
        if (n <= 1) {
            throw new ArgumentException("AUC: expected numThresholds above 1. Received " + n + ".");
        }
        settings().set("num_thresholds", n);
        return this;
    }

    /** Thresholds of your own; 0 and 1 are added. */
    public AUC thresholds(double... thresholds) {
        return thresholds(Arrays.stream(thresholds).boxed().toList());
    }

    AUC thresholds(List<?> thresholds) {
        settings()
                .with("num_thresholds", thresholds.size() + 2)
                .with(
                        "thresholds",
                        thresholds.stream()
                                .map(t -> ((Number) t).doubleValue())
                                .sorted()
                                .toList());
        return this;
    }

    /** "ROC" (the default) or "PR". */
    public AUC curve(String curve) {
        if (!curve.equals("ROC") && !curve.equals("PR")) {
            throw new ArgumentException("AUC: expected the curve \"ROC\" or \"PR\". Received \"" + curve + "\".");
        }
        settings().set("curve", curve);
        return this;
    }

    /** "interpolation" (the default), "minoring" or "majoring". */
    public AUC summationMethod(String method) {
        if (!List.of("interpolation", "minoring", "majoring").contains(method)) {
            throw new ArgumentException("AUC: expected the summation method \"interpolation\", \"minoring\" or"
                    + " \"majoring\". Received \"" + method + "\".");
        }
        settings().set("summation_method", method);
        return this;
    }

    /** True for the mean of the areas of all labels (columns) instead of one area for all elements. */
    public AUC multiLabel(boolean multiLabel) {
        settings().set("multi_label", multiLabel);
        return this;
    }

    /** Weights for the mean over labels. */
    public AUC labelWeights(double... weights) {
        settings().set("label_weights", Arrays.stream(weights).boxed().toList());
        return this;
    }

    /** True when predictions are scores before the sigmoid. */
    public AUC fromLogits(boolean fromLogits) {
        settings().set("from_logits", fromLogits);
        return this;
    }

    @Override
    protected Metric configure(Map<String, Object> config) {
        Map<String, Object> rest = new java.util.LinkedHashMap<>(config);
        if (rest.remove("thresholds") instanceof List<?> list) {
            thresholds(list);
        }
        return super.configure(rest);
    }

    @Override
    boolean isPerLabel() {
        return settings().flag("multi_label");
    }

    @Override
    Thresholds thresholds() {
        double margin = KerasConfig.get().epsilon();
        if (settings().get("thresholds") instanceof List<?> list) {
            double[] values = new double[list.size() + 2];
            values[0] = -margin;
            values[values.length - 1] = 1 + margin;
            for (int i = 0; i < list.size(); i++) {
                values[i + 1] = ((Number) list.get(i)).doubleValue();
            }
            return new Thresholds(values);
        }
        return Thresholds.even(settings().integer("num_thresholds"), margin);
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        super.updateState(yTrue, settings().flag("from_logits") ? yPred.sigmoid() : yPred, sampleWeight);
    }

    @Override
    Tensor result(Thresholds.Counts c) {
        String method = settings().text("summation_method");
        boolean roc = settings().text("curve").equals("ROC");
        if (!roc && method.equals("interpolation")) {
            return overLabels(interpolated(c));
        }
        Tensor x = roc ? Thresholds.ratio(c.falsePositives(), c.falsePositives().add(c.trueNegatives())) : recall(c);
        Tensor y = roc ? recall(c) : precision(c);
        Tensor height = switch (method) {
            case "interpolation" -> before(y).add(after(y)).mul(0.5);
            case "minoring" -> before(y).minimum(after(y));
            default -> before(y).maximum(after(y));
        };
        return overLabels(before(x).sub(after(x)).mul(height));
    }

    /** Between thresholds precision does not run along a straight line: true and false positives do. */
    private static Tensor interpolated(Thresholds.Counts c) {
        Tensor tp = c.truePositives();
        Tensor p = tp.add(c.falsePositives());
        Tensor dtp = before(tp).sub(after(tp));
        Tensor dp = before(p).sub(after(p));
        Tensor slope = Thresholds.ratio(dtp, dp.maximum(0));
        Tensor intercept = after(tp).sub(slope.mul(after(p)));
        Tensor both = before(p).gt(0).and(after(p).gt(0));
        Tensor quotient = both.where(Thresholds.ratio(before(p), after(p).maximum(0)), 1);
        Tensor gained = slope.mul(dtp.add(intercept.mul(quotient.log())));
        return Thresholds.ratio(gained, after(tp).add(after(c.falseNegatives())).maximum(0));
    }

    private static Tensor before(Tensor t) {
        return t.slice(0, 0, t.shape().dim(0) - 1);
    }

    private static Tensor after(Tensor t) {
        return t.slice(0, 1, t.shape().dim(0));
    }

    private Tensor overLabels(Tensor terms) {
        if (!isPerLabel()) {
            return terms.sum();
        }
        Tensor areas = terms.sum(0);
        Object weights = settings().get("label_weights");
        if (weights instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config) {
            weights = config.get("value");
        }
        if (weights == null) {
            return areas.mean();
        }
        Tensor w = Tensors.of(weights).cast("float32");
        return Thresholds.ratio(areas.mul(w).sum(), w.sum());
    }
}
