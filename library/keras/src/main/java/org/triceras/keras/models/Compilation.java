package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Trace;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.layers.Masks;
import org.triceras.keras.losses.CategoricalCrossentropy;
import org.triceras.keras.losses.Loss;
import org.triceras.keras.losses.Losses;
import org.triceras.keras.losses.SparseCategoricalCrossentropy;
import org.triceras.keras.metrics.Mean;
import org.triceras.keras.metrics.Metric;
import org.triceras.keras.metrics.Metrics;
import org.triceras.keras.optimizers.Optimizer;
import org.triceras.keras.util.Names;

/** What a model was compiled with, spread over its outputs once their shapes are known. */
final class Compilation {
    /** A metric under the name that logs show. */
    private record Watched(String name, Metric metric, int output, boolean weighted) {}

    private final CompileOptions options;
    private final Optimizer optimizer;
    private final Mean lossTracker = new Mean("loss");
    private boolean tracked;
    private List<Loss> losses;
    private List<String> names;
    private List<Spec> outputs;
    private List<Double> lossWeights;
    private List<Mean> outputLosses;
    private List<Watched> watched;

    Compilation(CompileOptions options) {
        this.options = options;
        this.optimizer = options.optimizer();
    }

    CompileOptions options() {
        return options;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** How many outputs there are; only once they are resolved. */
    int outputs() {
        return outputs.size();
    }

    boolean isResolved() {
        return losses != null;
    }

    /** Spreads losses and metrics over the outputs. */
    void resolve(List<String> names, List<Spec> yTrue, List<Spec> yPred) {
        int outputs = yPred.size();
        List<Object> lossList = perOutput("loss", options.loss(), names, outputs, true);
        long withLoss = lossList.stream().filter(l -> l != null).count();
        if (options.loss() != null && !yTrue.isEmpty() && yTrue.size() != withLoss && yTrue.size() != outputs) {
            throw new ShapeException("fit: the model has " + outputs + " outputs (" + String.join(", ", names)
                    + "). Expected a target for each. Received " + yTrue.size() + ".");
        }
        List<Loss> resolved = new ArrayList<>();
        lossList.forEach(loss -> resolved.add(Losses.get(loss)));
        for (int i = 0; i < outputs; i++) {
            warnOfOneClass(resolved.get(i), names.get(i), yPred.get(i));
        }
        List<Double> weights = new ArrayList<>();
        perOutput("lossWeights", options.lossWeights(), names, outputs, false)
                .forEach(w -> weights.add(w == null ? null : ((Number) w).doubleValue()));
        boolean several = resolved.stream().filter(loss -> loss != null).count() > 1;
        List<Mean> trackers = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            trackers.add(several && resolved.get(i) != null ? new Mean(names.get(i) + "_loss") : null);
        }
        int[] targets = targets(resolved, yTrue.size());
        List<Watched> all = new ArrayList<>();
        Map<String, Integer> taken = new LinkedHashMap<>();
        // Without targets there is nothing to measure: a model that makes its own loss says itself what to show.
        if (!yTrue.isEmpty()) {
            watch(options.metrics(), false, names, targets, yTrue, yPred, all, taken);
            watch(options.weightedMetrics(), true, names, targets, yTrue, yPred, all, taken);
        }
        losses = resolved;
        this.names = List.copyOf(names);
        this.outputs = List.copyOf(yPred);
        lossWeights = weights;
        outputLosses = trackers;
        watched = all;
    }

    /** With one class the categorical losses are 0 whatever the model says; Keras warns, too. */
    private static void warnOfOneClass(Loss loss, String output, Spec yPred) {
        boolean ofClasses = loss instanceof CategoricalCrossentropy || loss instanceof SparseCategoricalCrossentropy;
        if (ofClasses && yPred.shape().rank() > 1 && yPred.shape().last() == 1) {
            System.getLogger(Compilation.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            loss.name() + ": expected predictions of 2 classes or more. Received " + yPred.shape()
                                    + " from \"" + output
                                    + "\". For a yes or no use binary_crossentropy with sigmoid.");
        }
    }

    private void watch(
            Object metrics,
            boolean weighted,
            List<String> names,
            int[] targets,
            List<Spec> yTrue,
            List<Spec> yPred,
            List<Watched> all,
            Map<String, Integer> taken) {
        int outputs = yPred.size();
        List<Object> lists = outputs == 1 && metrics instanceof List<?>
                ? List.of(metrics)
                : perOutput("metrics", metrics, names, outputs, false);
        for (int i = 0; i < outputs; i++) {
            Object entry = i < lists.size() ? lists.get(i) : null;
            List<?> list = entry == null ? List.of() : entry instanceof List<?> l ? l : List.of(entry);
            for (Object metric : flat(list)) {
                Metric made = Metrics.get(
                        metric,
                        yTrue.get(target(targets, i, names.get(i))).shape(),
                        yPred.get(i).shape());
                String output = outputs > 1 ? names.get(i) + "_" : "";
                String name = output + made.name();
                if (weighted && taken.containsKey(name)) {
                    name = output + "weighted_" + made.name();
                }
                int n = taken.merge(name, 1, Integer::sum);
                all.add(new Watched(n == 1 ? name : name + "_" + (n - 1), made, i, weighted));
            }
        }
    }

    private static List<Object> flat(List<?> list) {
        List<Object> flat = new ArrayList<>();
        list.forEach(entry -> {
            if (entry instanceof List<?> inner) {
                flat.addAll(flat(inner));
            } else if (entry != null) {
                flat.add(entry);
            }
        });
        return flat;
    }

    private static List<Object> perOutput(String what, Object value, List<String> names, int outputs, boolean repeat) {
        List<Object> result = new ArrayList<>();
        if (value instanceof Map<?, ?> map && !(map.get("class_name") instanceof String)) {
            for (Object key : map.keySet()) {
                if (!names.contains(key)) {
                    throw new ArgumentException("compile: " + what + ": "
                            + Names.unknown("output", String.valueOf(key), names)
                                    .getMessage());
                }
            }
            names.forEach(name -> result.add(map.get(name)));
        } else if (value instanceof List<?> list && !(list.isEmpty())) {
            if (list.size() != outputs) {
                throw new ArgumentException("compile: expected " + what + " with one entry for each of the " + outputs
                        + " outputs (" + String.join(", ", names) + "). Received " + list.size() + ".");
            }
            result.addAll(list);
        } else {
            for (int i = 0; i < outputs; i++) {
                boolean none = value == null || value instanceof List<?>;
                result.add(none || !(repeat || outputs == 1) ? null : value);
            }
        }
        return result;
    }

    /** The names of the outputs that have a loss: those that need targets. */
    List<String> namesWithLoss(List<String> names) {
        List<Object> each = perOutput("loss", options.loss(), names, names.size(), true);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (each.get(i) != null) {
                found.add(names.get(i));
            }
        }
        return found;
    }

    /** For each output the number of its target, -1 for none: there is one for every output, or for those with a loss alone. */
    private static int[] targets(List<Loss> losses, int given) {
        boolean partial = given < losses.size() && losses.stream().anyMatch(loss -> loss != null);
        int[] targets = new int[losses.size()];
        int next = 0;
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (partial && losses.get(i) == null) || next == given ? -1 : next++;
        }
        return targets;
    }

    private static int target(int[] targets, int output, String name) {
        if (targets[output] < 0) {
            throw new ArgumentException("compile: output \"" + name
                    + "\" has metrics and no target. Expected a target for" + " it, or a loss, or no metrics.");
        }
        return targets[output];
    }

    /** The weighted sum of the outputs' losses; null when no loss was given. Also updates the losses shown per output. */
    Tensor loss(Batch batch, List<Tensor> yPred) {
        Tensor sum = null;
        int[] targets = targets(losses, batch.y().size());
        for (int i = 0; i < yPred.size(); i++) {
            Loss loss = losses.get(i);
            if (loss == null) {
                continue;
            }
            if (targets[i] < 0) {
                throw new ArgumentException("fit: expected targets y for the loss \"" + loss.name() + "\""
                        + (losses.size() > 1 ? " of output \"" + names.get(i) + "\"" : "") + ". Received "
                        + (batch.y().isEmpty()
                                ? "none"
                                : batch.y().size() + " for the outputs " + String.join(", ", names))
                        + ".");
            }
            Tensor value = apply(loss, batch.y().get(targets[i]), yPred.get(i), batch.weightOf(i));
            if (outputLosses.get(i) != null) {
                outputLosses.get(i).update(value, Tensors.scalar(batch.size()));
            }
            if (lossWeights.get(i) != null) {
                value = value.mul(lossWeights.get(i));
            }
            sum = sum == null ? value : sum.add(value);
        }
        return sum;
    }

    /** Lets the losses look at the targets' values, which compiled steps cannot check. */
    void checkTargets(List<Tensor> y) {
        int[] targets = targets(losses, y.size());
        for (int i = 0; i < losses.size(); i++) {
            if (losses.get(i) != null && targets[i] >= 0) {
                losses.get(i).checkTargets(y.get(targets[i]), outputs.get(i).shape());
            }
        }
    }

    private static Tensor apply(Loss loss, Tensor yTrue, Tensor yPred, Tensor weight) {
        try {
            Tensor value = loss.apply(yTrue, yPred, weight, Masks.of(yPred));
            return value.rank() == 0 ? value : value.mean();
        } catch (ShapeException e) {
            if (weight != null && worksWithoutWeight(loss, yTrue, yPred)) {
                throw e;
            }
            throw new ShapeException("The loss \"" + loss.name() + "\" cannot compare targets of shape " + yTrue.shape()
                    + " with predictions of shape " + yPred.shape() + ": " + e.getMessage()
                    + " Check that y has the shape of the model's output, or use another loss (class numbers go with"
                    + " sparse_categorical_crossentropy, one-hot vectors with categorical_crossentropy).");
        }
    }

    private static boolean worksWithoutWeight(Loss loss, Tensor yTrue, Tensor yPred) {
        try {
            loss.apply(yTrue, yPred, null, Masks.of(yPred));
            return true;
        } catch (ShapeException e) {
            return false;
        }
    }

    /**
     * Throws when weights cannot go with the losses of single samples, or targets cannot be compared with the predictions.
     *
     * @param yPred the predictions' specs, whose first axis is a batch
     */
    void checkWeights(Batch data, List<Spec> yPred) {
        int[] targets = targets(losses, data.y().size());
        for (int i = 0; i < losses.size(); i++) {
            if (losses.get(i) != null && targets[i] >= 0) {
                Loss loss = losses.get(i);
                Spec predicted = yPred.get(i).with(yPred.get(i).shape().with(0, data.size()));
                Spec target = data.y().get(targets[i]).spec();
                Spec weight = data.weightOf(i).spec();
                Trace.record(
                        List.of(target, predicted, weight), t -> List.of(apply(loss, t.get(0), t.get(1), t.get(2))));
            }
        }
    }

    /** Takes the total loss of a batch into account. */
    void track(Tensor loss, int batchSize) {
        tracked = true;
        lossTracker.update(loss, Tensors.scalar(batchSize));
    }

    /** Whether a loss was tracked since this was last asked. */
    boolean takeTracked() {
        boolean was = tracked;
        tracked = false;
        return was;
    }

    /** Whether there is a loss or metric that needs the model's outputs. */
    boolean measuresOutputs() {
        return options.loss() != null || isGiven(options.metrics()) || isGiven(options.weightedMetrics());
    }

    private static boolean isGiven(Object metrics) {
        return metrics != null
                && !(metrics instanceof List<?> list && list.isEmpty())
                && !(metrics instanceof Map<?, ?> map && map.isEmpty());
    }

    void updateMetrics(Batch batch, List<Tensor> yPred) {
        int[] targets = targets(losses, batch.y().size());
        for (Watched w : watched) {
            Tensor yTrue = batch.y().get(target(targets, w.output(), w.name()));
            Tensor prediction = yPred.get(w.output());
            try {
                Tensor weight = w.weighted() ? batch.weightOf(w.output()) : null;
                Tensor mask = Masks.of(prediction);
                w.metric().updateState(yTrue, prediction, combine(weight, mask));
            } catch (ShapeException e) {
                throw new ShapeException("The metric \"" + w.name() + "\" cannot compare targets of shape "
                        + yTrue.shape() + " with predictions of shape " + prediction.shape() + ": " + e.getMessage());
            }
        }
    }

    private static Tensor combine(Tensor weight, Tensor mask) {
        if (mask == null) {
            return weight;
        }
        Tensor factor = mask.cast("float32");
        if (weight == null) {
            return factor;
        }
        Tensor w = weight.cast("float32");
        while (w.rank() < factor.rank()) {
            w = w.expandDims(-1);
        }
        return factor.mul(w);
    }

    /** All results by name, in alphabetical order as Keras shows them. */
    Map<String, Tensor> results() {
        Map<String, Tensor> results = new java.util.TreeMap<>();
        results.put("loss", lossTracker.result());
        for (Mean mean : outputLosses) {
            if (mean != null) {
                results.put(mean.name(), mean.result());
            }
        }
        watched.forEach(w -> results.put(w.name(), w.metric().result()));
        return results;
    }

    List<Metric> metrics() {
        List<Metric> all = new ArrayList<>(List.of(lossTracker));
        if (isResolved()) {
            outputLosses.stream().filter(m -> m != null).forEach(all::add);
            watched.forEach(w -> all.add(w.metric()));
        }
        return all;
    }

    void resetMetrics() {
        metrics().forEach(Metric::resetState);
    }

    /** State of all metrics, for tests and savers. */
    List<Variable> metricVariables() {
        return metrics().stream().flatMap(m -> m.variables().stream()).toList();
    }

    static TricerasException notCompiled(String model, String method) {
        return new org.triceras.engine.error.StateException(method + ": model \"" + model + "\" is not compiled."
                + " Expected a call such as model.compile(c -> c.optimizer(\"adam\").loss(\"mse\").metrics(\"mae\"))"
                + " before " + method + ".");
    }
}
