package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.callbacks.Callback;
import org.triceras.keras.display.Display;

/** What {@code fit}, {@code evaluate} and {@code predict} take; the latter two look at batchSize, steps, verbose, sampleWeight and callbacks. */
public final class FitOptions {
    private static final int AUTO = -1;

    private static final int BATCH_SIZE = 32;

    private int batchSize;
    private int epochs = 1;
    private int verbose = AUTO;
    private double validationSplit;
    private Batch validationData;
    private BatchSource validationSource;
    private boolean shuffle = true;
    private List<Tensor> sampleWeight = List.of();
    private Map<String, Tensor> namedWeight = Map.of();
    private Map<Integer, Double> classWeight;
    private final List<Callback> callbacks = new ArrayList<>();
    private int initialEpoch;
    private int validationBatchSize;
    private int validationFreq = 1;
    private int stepsPerEpoch;
    private int validationSteps;
    private int steps;

    FitOptions() {}

    /** Samples per step; 32 by default. Not for batches that come from an Iterable, an Iterator or a Supplier. */
    public FitOptions batchSize(int batchSize) {
        this.batchSize = positive("batchSize", batchSize);
        return this;
    }

    /** Passes over the data; 1 by default. */
    public FitOptions epochs(int epochs) {
        this.epochs = positive("epochs", epochs);
        return this;
    }

    /**
     * 0 silent, 1 a progress bar, 2 a line with the metrics after each epoch. Left out, there is a progress bar in a notebook or terminal, and
     * in a file or pipe, where a bar would leave its every state, one line per epoch.
     */
    public FitOptions verbose(int verbose) {
        this.verbose = verbose;
        return this;
    }

    /** The part of the data, taken from its end before any shuffling, that is used for validation only; from 0 to below 1. */
    public FitOptions validationSplit(double split) {
        if (!(split >= 0 && split < 1)) {
            throw new ArgumentException("fit: expected validationSplit from 0 to below 1, the part of the data to hold"
                    + " back for validation. Received " + split + ". Try 0.2 for a fifth of the data.");
        }
        this.validationSplit = split;
        return this;
    }

    public FitOptions validationData(Tensor x, Tensor y) {
        return validationData(List.of(x), List.of(y));
    }

    public FitOptions validationData(List<Tensor> x, List<Tensor> y) {
        return validationData(Batch.of(x, y));
    }

    public FitOptions validationData(List<Tensor> x, List<Tensor> y, List<Tensor> sampleWeight) {
        return validationData(new Batch(x, y, sampleWeight));
    }

    public FitOptions validationData(Map<String, Tensor> x, Map<String, Tensor> y) {
        return validationData(Batch.of(x, y));
    }

    /** All validation data as one, cut into batches here: {@code Batch.of(x, y).weighted(w)}. */
    public FitOptions validationData(Batch data) {
        this.validationData = data;
        this.validationSource = null;
        return this;
    }

    /** Batches for validation, gone through after each epoch, or {@link #validationSteps} of them. */
    public FitOptions validationData(Iterable<Batch> batches) {
        this.validationSource = BatchSource.of(batches);
        this.validationData = null;
        return this;
    }

    /** Batches without end for validation; {@link #validationSteps} says how many to take each time. */
    public FitOptions validationData(Supplier<Batch> batches) {
        this.validationSource = BatchSource.of(batches);
        this.validationData = null;
        return this;
    }

    /**
     * Whether each epoch sees the samples in another order; true by default. Of a Sequence, the batches change places; other batches come
     * in the order in which they are given.
     */
    public FitOptions shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

    /** A weight per sample, shape (samples,). */
    public FitOptions sampleWeight(Tensor weight) {
        return sampleWeight(List.of(weight));
    }

    /** Weights for each output. */
    public FitOptions sampleWeight(List<Tensor> weights) {
        this.sampleWeight = List.copyOf(weights);
        this.namedWeight = Map.of();
        return this;
    }

    /** Weights by the outputs' names; the samples of an output that is left out weigh 1. */
    public FitOptions sampleWeight(Map<String, Tensor> weights) {
        this.sampleWeight = List.of();
        this.namedWeight = weights;
        return this;
    }

    /** A weight for all samples of a class, by class number; classes not named weigh 1. */
    public FitOptions classWeight(Map<Integer, ? extends Number> weights) {
        this.classWeight = new java.util.HashMap<>();
        weights.forEach((k, v) -> classWeight.put(k, v.doubleValue()));
        return this;
    }

    public FitOptions callbacks(Callback... callbacks) {
        return callbacks(Arrays.asList(callbacks));
    }

    public FitOptions callbacks(List<? extends Callback> more) {
        this.callbacks.addAll(more);
        return this;
    }

    /** The epoch to go on from, counted from 0; for resumed training. */
    public FitOptions initialEpoch(int epoch) {
        this.initialEpoch = epoch;
        return this;
    }

    /** The batch size of validation; that of training by default. */
    public FitOptions validationBatchSize(int size) {
        this.validationBatchSize = positive("validationBatchSize", size);
        return this;
    }

    /** Validates after every so many epochs; 1 by default. */
    public FitOptions validationFreq(int epochs) {
        this.validationFreq = positive("validationFreq", epochs);
        return this;
    }

    /**
     * The steps of an epoch; as many as the data need by default. The next epoch goes on where this one ends, and data that are through begin
     * anew.
     */
    public FitOptions stepsPerEpoch(int steps) {
        this.stepsPerEpoch = positive("stepsPerEpoch", steps);
        return this;
    }

    /** Ends each validation after so many steps; all of the validation data by default. */
    public FitOptions validationSteps(int steps) {
        this.validationSteps = positive("validationSteps", steps);
        return this;
    }

    /** Ends evaluate or predict after so many steps; all of the data by default. */
    public FitOptions steps(int steps) {
        this.steps = positive("steps", steps);
        return this;
    }

    private static int positive(String name, int value) {
        if (value <= 0) {
            throw new ArgumentException("fit: expected " + name + " above 0. Received " + value + ".");
        }
        return value;
    }

    int batchSize() {
        return batchSize == 0 ? BATCH_SIZE : batchSize;
    }

    /** @throws ArgumentException when an option is set that would change batches, which come ready-made */
    void requireBatchesAsTheyAre(String method) {
        String option = batchSize > 0
                ? "batchSize"
                : validationSplit > 0
                        ? "validationSplit"
                        : sampleWeight.isEmpty() && namedWeight.isEmpty() ? null : "sampleWeight";
        if (option != null) {
            throw new ArgumentException(
                    method + ": " + option + " is for data given as tensors. Received batches, which are"
                            + " taken as they are. "
                            + (option.equals("batchSize")
                                    ? "Make them of the size that you want."
                                    : option.equals("sampleWeight")
                                            ? "Give each batch its weights: Batch.of(x, y).weighted(w)."
                                            : "Try validationData."));
        }
    }

    /** The data with the weights that were given beside them. */
    Batch weigh(Batch data) {
        if (!namedWeight.isEmpty()) {
            return data.weighted(namedWeight);
        }
        return sampleWeight.isEmpty() ? data : data.weighted(sampleWeight);
    }

    int epochs() {
        return epochs;
    }

    int verbose() {
        if (verbose == AUTO) {
            return Display.sink().isLive() ? 1 : 2;
        }
        return verbose;
    }

    /** Whether an epoch has one line with all that is said of it. */
    boolean isOneLine() {
        return verbose == AUTO && !Display.sink().isLive();
    }

    double validationSplit() {
        return validationSplit;
    }

    Batch validationData() {
        return validationData;
    }

    BatchSource validationSource() {
        return validationSource;
    }

    boolean hasValidationData() {
        return validationData != null || validationSource != null;
    }

    boolean shuffle() {
        return shuffle;
    }

    Map<Integer, Double> classWeight() {
        return classWeight;
    }

    List<Callback> callbacks() {
        return callbacks;
    }

    int initialEpoch() {
        return initialEpoch;
    }

    int validationBatchSize() {
        return validationBatchSize > 0 ? validationBatchSize : batchSize();
    }

    int validationFreq() {
        return validationFreq;
    }

    int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    int validationSteps() {
        return validationSteps;
    }

    int steps() {
        return steps;
    }
}
