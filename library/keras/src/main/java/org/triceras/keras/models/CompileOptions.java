package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.triceras.keras.losses.LossFunction;
import org.triceras.keras.metrics.Metric;
import org.triceras.keras.metrics.MetricFunction;
import org.triceras.keras.optimizers.Optimizer;
import org.triceras.keras.optimizers.Optimizers;

/** What {@code compile} takes. With several outputs, losses, metrics and weights are lists in the outputs' order or maps by name. */
public final class CompileOptions {
    private Optimizer optimizer;
    private Object loss;
    private Object lossWeights;
    private Object metrics = List.of();
    private Object weightedMetrics = List.of();

    CompileOptions() {}

    /** A name such as "adam", with its default rate. */
    public CompileOptions optimizer(String name) {
        this.optimizer = Optimizers.get(name);
        return this;
    }

    public CompileOptions optimizer(Optimizer optimizer) {
        this.optimizer = optimizer;
        return this;
    }

    /** A name such as "categorical_crossentropy". */
    public CompileOptions loss(String name) {
        this.loss = name;
        return this;
    }

    /** A loss object, or any function {@code (yTrue, yPred) -> loss}; models with a function are loaded uncompiled. */
    public CompileOptions loss(LossFunction loss) {
        this.loss = loss;
        return this;
    }

    /** One entry per output, in order. */
    public CompileOptions loss(List<?> losses) {
        this.loss = losses;
        return this;
    }

    /** Entries by the outputs' names. */
    public CompileOptions loss(Map<String, ?> losses) {
        this.loss = losses;
        return this;
    }

    /** Factors for the outputs' losses, in order. */
    public CompileOptions lossWeights(double... weights) {
        this.lossWeights = Arrays.stream(weights).boxed().toList();
        return this;
    }

    public CompileOptions lossWeights(Map<String, ? extends Number> weights) {
        this.lossWeights = weights;
        return this;
    }

    /** Names such as "accuracy". */
    public CompileOptions metrics(String... names) {
        this.metrics = List.of((Object[]) names);
        return this;
    }

    public CompileOptions metrics(Metric... metrics) {
        this.metrics = List.of((Object[]) metrics);
        return this;
    }

    /**
     * A figure of your own: {@code (yTrue, yPred) -> value}, averaged over samples and shown under {@code name}. Files do not hold it;
     * see {@link Models#loadModel(java.nio.file.Path, boolean)}.
     */
    public CompileOptions metric(String name, MetricFunction function) {
        List<Object> all = new ArrayList<>((List<?>) metrics);
        all.add(new org.triceras.keras.metrics.MeanMetricWrapper(name, function));
        this.metrics = all;
        return this;
    }

    /** Names and objects mixed: {@code metrics("accuracy", new AUC())}. */
    public CompileOptions metrics(Object... metrics) {
        this.metrics = List.of(metrics);
        return this;
    }

    /** Names and objects mixed; with several outputs one entry (or list) per output. */
    public CompileOptions metrics(List<?> metrics) {
        this.metrics = metrics;
        return this;
    }

    /** Entries, or lists of them, by the outputs' names. */
    public CompileOptions metrics(Map<String, ?> metrics) {
        this.metrics = metrics;
        return this;
    }

    /** As {@link #metrics}, but weighted by the sample weights. */
    public CompileOptions weightedMetrics(Object... metrics) {
        this.weightedMetrics = List.of(metrics);
        return this;
    }

    /** With several outputs one entry (or list) per output. */
    public CompileOptions weightedMetrics(List<?> metrics) {
        this.weightedMetrics = metrics;
        return this;
    }

    /** Entries, or lists of them, by the outputs' names. */
    public CompileOptions weightedMetrics(Map<String, ?> metrics) {
        this.weightedMetrics = metrics;
        return this;
    }

    Optimizer optimizer() {
        return optimizer == null ? Optimizers.get("rmsprop") : optimizer;
    }

    Object loss() {
        return loss;
    }

    Object lossWeights() {
        return lossWeights;
    }

    Object metrics() {
        return metrics;
    }

    Object weightedMetrics() {
        return weightedMetrics;
    }
}
