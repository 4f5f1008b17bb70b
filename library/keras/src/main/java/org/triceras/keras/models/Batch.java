package org.triceras.keras.models;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/**
 * Inputs, targets and weights that belong together: what a training step sees, what an iterator gives to {@code fit}, or all data at once. Made
 * by {@code Batch.of(x, y)}, of single tensors, of lists in the order of the model's inputs and outputs, or of maps by their names; a step
 * always sees lists.
 *
 * @param x inputs
 * @param y targets, empty without
 * @param sampleWeight a weight tensor per output or one for all; empty without
 * @param keys the names that came with the tensors; {@link Keys#NONE} when they are in the model's order
 */
public record Batch(List<Tensor> x, List<Tensor> y, List<Tensor> sampleWeight, Keys keys) {
    /**
     * Names of tensors, in the order of the tensors; an empty list where these have none.
     *
     * @param x the inputs' names
     * @param y the outputs' names, of the targets
     * @param sampleWeight the outputs' names, of the weights
     */
    public record Keys(List<String> x, List<String> y, List<String> sampleWeight) {
        /** No names. */
        public static final Keys NONE = new Keys(List.of(), List.of(), List.of());

        public Keys {
            x = List.copyOf(x);
            y = List.copyOf(y);
            sampleWeight = List.copyOf(sampleWeight);
        }
    }

    public Batch {
        x = List.copyOf(x);
        y = List.copyOf(y);
        sampleWeight = List.copyOf(sampleWeight);
    }

    /** Tensors in the order of the model's inputs and outputs. */
    public Batch(List<Tensor> x, List<Tensor> y, List<Tensor> sampleWeight) {
        this(x, y, sampleWeight, Keys.NONE);
    }

    /** Inputs alone, for predict, or for models that need no targets. */
    public static Batch of(Tensor x) {
        return of(List.of(x));
    }

    public static Batch of(List<Tensor> x) {
        return of(x, List.of());
    }

    /** Inputs by the names of the model's input layers. */
    public static Batch of(Map<String, Tensor> x) {
        return of(x, Map.of());
    }

    public static Batch of(Tensor x, Tensor y) {
        return of(List.of(x), List.of(y));
    }

    public static Batch of(List<Tensor> x, Tensor y) {
        return of(x, List.of(y));
    }

    public static Batch of(Tensor x, List<Tensor> y) {
        return of(List.of(x), y);
    }

    public static Batch of(List<Tensor> x, List<Tensor> y) {
        return new Batch(x, y, List.of());
    }

    /** Inputs by the names of the input layers, targets by those of the outputs. */
    public static Batch of(Map<String, Tensor> x, Map<String, Tensor> y) {
        return new Batch(
                List.copyOf(x.values()),
                List.copyOf(y.values()),
                List.of(),
                new Keys(List.copyOf(x.keySet()), List.copyOf(y.keySet()), List.of()));
    }

    public static Batch of(Map<String, Tensor> x, Tensor y) {
        return new Batch(
                List.copyOf(x.values()),
                List.of(y),
                List.of(),
                new Keys(List.copyOf(x.keySet()), List.of(), List.of()));
    }

    public static Batch of(Tensor x, Map<String, Tensor> y) {
        return new Batch(
                List.of(x),
                List.copyOf(y.values()),
                List.of(),
                new Keys(List.of(), List.copyOf(y.keySet()), List.of()));
    }

    /** The same with a weight per sample, shape (samples,). */
    public Batch weighted(Tensor weight) {
        return weighted(List.of(weight));
    }

    /** The same with weights for each output. */
    public Batch weighted(List<Tensor> weights) {
        return new Batch(x, y, weights, new Keys(keys.x(), keys.y(), List.of()));
    }

    /** The same with weights by the outputs' names; the samples of an output that is left out weigh 1. */
    public Batch weighted(Map<String, Tensor> weights) {
        return new Batch(
                x, y, List.copyOf(weights.values()), new Keys(keys.x(), keys.y(), List.copyOf(weights.keySet())));
    }

    /** The weights of an output's samples, or null. */
    public Tensor weightOf(int output) {
        return sampleWeight.isEmpty() ? null : sampleWeight.get(Math.min(output, sampleWeight.size() - 1));
    }

    /** The number of samples. */
    public int size() {
        return x.get(0).shape().dim(0);
    }
}
