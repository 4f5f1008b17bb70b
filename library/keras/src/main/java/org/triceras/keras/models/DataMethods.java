package org.triceras.keras.models;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/**
 * fit, evaluate and predict, for data in all their forms:
 *
 * <ul>
 *   <li>a tensor of inputs and one of targets, whose first axes are the samples; lists of them for several inputs or outputs, in the model's
 *       order; maps of them by the names of the input layers and of the outputs;
 *   <li>an {@code Iterable} of batches, such as a Dataset, a Sequence or a list: gone through once per epoch;
 *   <li>an {@code Iterator} or {@code Stream} of batches, for one epoch, or for several with {@code stepsPerEpoch};
 *   <li>a {@code Supplier} of batches, without end, with {@code stepsPerEpoch} (in evaluate and predict: {@code steps}).
 * </ul>
 *
 * <p>Options are given as {@code f -> f.batchSize(128).epochs(5)}. Batches that come one by one are taken as they are, so for them there is no
 * batchSize, validationSplit or sampleWeight.
 */
public interface DataMethods {
    // ---- fit ----

    /**
     * Trains on all data as one: {@code model.fit(Batch.of(x, y).weighted(w), f -> f.epochs(5))}.
     *
     * @throws java.util.concurrent.CancellationException when the thread was interrupted: the model keeps the weights it had by then, callbacks
     *     were told that training ends, and {@link Model#history()} has the epochs done
     */
    History fit(Batch data, Consumer<FitOptions> options);

    /** Trains on batches: {@code model.fit(dataset, f -> f.epochs(5))}; all of them in each epoch, unless stepsPerEpoch says how many. */
    History fit(Iterable<Batch> batches, Consumer<FitOptions> options);

    /** Trains on batches until there are no more, or stepsPerEpoch of them in each epoch. */
    History fit(Iterator<Batch> batches, Consumer<FitOptions> options);

    /** Trains on batches without end: {@code model.fit(() -> nextBatch(), f -> f.stepsPerEpoch(100).epochs(5))}. */
    History fit(Supplier<Batch> batches, Consumer<FitOptions> options);

    /** As from an iterator: streams, too, can be gone through once only. */
    default History fit(Stream<Batch> batches, Consumer<FitOptions> options) {
        return fit(batches.iterator(), options);
    }

    default History fit(Tensor x, Tensor y) {
        return fit(x, y, f -> {});
    }

    default History fit(Iterable<Batch> batches) {
        return fit(batches, f -> {});
    }

    /** Trains a model that needs no targets: one that adds its own loss, or has a training step of its own. */
    default History fit(Tensor x, Consumer<FitOptions> options) {
        return fit(Batch.of(x), options);
    }

    /** Trains: {@code model.fit(x, y, f -> f.batchSize(128).epochs(5).validationSplit(0.2))}. */
    default History fit(Tensor x, Tensor y, Consumer<FitOptions> options) {
        return fit(Batch.of(x, y), options);
    }

    default History fit(List<Tensor> x, Tensor y, Consumer<FitOptions> options) {
        return fit(Batch.of(x, y), options);
    }

    default History fit(Tensor x, List<Tensor> y, Consumer<FitOptions> options) {
        return fit(Batch.of(x, y), options);
    }

    default History fit(List<Tensor> x, List<Tensor> y, Consumer<FitOptions> options) {
        return fit(Batch.of(x, y), options);
    }

    /** Trains a model with several inputs or outputs, which are given by name. */
    default History fit(Map<String, Tensor> x, Map<String, Tensor> y, Consumer<FitOptions> options) {
        return fit(Batch.of(x, y), options);
    }

    default History fit(Map<String, Tensor> x, Tensor y, Consumer<FitOptions> options) {
        return fit(Batch.of(x, y), options);
    }

    default History fit(Tensor x, Map<String, Tensor> y, Consumer<FitOptions> options) {
        return fit(Batch.of(x, y), options);
    }

    // ---- evaluate ----

    /** The loss and the metrics on all data as one, by name. */
    Map<String, Double> evaluate(Batch data, Consumer<FitOptions> options);

    /** The loss and the metrics on batches, by name. */
    Map<String, Double> evaluate(Iterable<Batch> batches, Consumer<FitOptions> options);

    Map<String, Double> evaluate(Iterator<Batch> batches, Consumer<FitOptions> options);

    /** The loss and the metrics on {@code steps} batches. */
    Map<String, Double> evaluate(Supplier<Batch> batches, Consumer<FitOptions> options);

    default Map<String, Double> evaluate(Stream<Batch> batches, Consumer<FitOptions> options) {
        return evaluate(batches.iterator(), options);
    }

    default Map<String, Double> evaluate(Tensor x, Tensor y) {
        return evaluate(x, y, f -> {});
    }

    default Map<String, Double> evaluate(List<Tensor> x, List<Tensor> y) {
        return evaluate(x, y, f -> {});
    }

    default Map<String, Double> evaluate(Map<String, Tensor> x, Map<String, Tensor> y) {
        return evaluate(x, y, f -> {});
    }

    default Map<String, Double> evaluate(Iterable<Batch> batches) {
        return evaluate(batches, f -> {});
    }

    /** The loss and the metrics on data, by name. */
    default Map<String, Double> evaluate(Tensor x, Tensor y, Consumer<FitOptions> options) {
        return evaluate(Batch.of(x, y), options);
    }

    default Map<String, Double> evaluate(List<Tensor> x, Tensor y, Consumer<FitOptions> options) {
        return evaluate(Batch.of(x, y), options);
    }

    default Map<String, Double> evaluate(Tensor x, List<Tensor> y, Consumer<FitOptions> options) {
        return evaluate(Batch.of(x, y), options);
    }

    default Map<String, Double> evaluate(List<Tensor> x, List<Tensor> y, Consumer<FitOptions> options) {
        return evaluate(Batch.of(x, y), options);
    }

    default Map<String, Double> evaluate(Map<String, Tensor> x, Map<String, Tensor> y, Consumer<FitOptions> options) {
        return evaluate(Batch.of(x, y), options);
    }

    default Map<String, Double> evaluate(Map<String, Tensor> x, Tensor y, Consumer<FitOptions> options) {
        return evaluate(Batch.of(x, y), options);
    }

    default Map<String, Double> evaluate(Tensor x, Map<String, Tensor> y, Consumer<FitOptions> options) {
        return evaluate(Batch.of(x, y), options);
    }

    // ---- predict ----

    /** All outputs of a model with several inputs or outputs. */
    List<Tensor> predict(List<Tensor> x, Consumer<FitOptions> options);

    /** The outputs by their names, for inputs by the names of the input layers. */
    Map<String, Tensor> predict(Map<String, Tensor> x, Consumer<FitOptions> options);

    /** All outputs for the inputs of all batches, joined; targets in the batches have no effect. */
    List<Tensor> predictAll(Iterable<Batch> batches, Consumer<FitOptions> options);

    List<Tensor> predictAll(Iterator<Batch> batches, Consumer<FitOptions> options);

    /** All outputs for {@code steps} batches, joined. */
    List<Tensor> predictAll(Supplier<Batch> batches, Consumer<FitOptions> options);

    /** The output for each sample; silent unless {@code verbose(1)} is asked for. */
    default Tensor predict(Tensor x) {
        return predict(x, f -> f.verbose(0));
    }

    default Tensor predict(Tensor x, Consumer<FitOptions> options) {
        return single(predict(List.of(x), options), "predict(List.of(x))");
    }

    default List<Tensor> predict(List<Tensor> x) {
        return predict(x, f -> f.verbose(0));
    }

    default Map<String, Tensor> predict(Map<String, Tensor> x) {
        return predict(x, f -> f.verbose(0));
    }

    /** The output for each sample of all batches, joined; targets in the batches have no effect. */
    default Tensor predict(Iterable<Batch> batches) {
        return predict(batches, f -> f.verbose(0));
    }

    default Tensor predict(Iterable<Batch> batches, Consumer<FitOptions> options) {
        return single(predictAll(batches, options), "predictAll(batches)");
    }

    default Tensor predict(Iterator<Batch> batches, Consumer<FitOptions> options) {
        return single(predictAll(batches, options), "predictAll(batches)");
    }

    default Tensor predict(Stream<Batch> batches, Consumer<FitOptions> options) {
        return predict(batches.iterator(), options);
    }

    /** The outputs for {@code steps} batches, joined. */
    default Tensor predict(Supplier<Batch> batches, Consumer<FitOptions> options) {
        return single(predictAll(batches, options), "predictAll(batches)");
    }

    default List<Tensor> predictAll(Iterable<Batch> batches) {
        return predictAll(batches, f -> f.verbose(0));
    }

    private static Tensor single(List<Tensor> outputs, String instead) {
        if (outputs.size() != 1) {
            throw new ShapeException("predict: the model has " + outputs.size()
                    + " outputs. Expected one for this form of" + " predict. Try " + instead + ", which gives a list.");
        }
        return outputs.get(0);
    }

    // ---- single batches ----

    /** One training step on one batch, with sampleWeight or classWeight as options; loss and metrics of this batch alone. */
    Map<String, Double> trainOnBatch(Batch batch, Consumer<FitOptions> options);

    /** Loss and metrics of one batch alone, without training. */
    Map<String, Double> testOnBatch(Batch batch, Consumer<FitOptions> options);

    void resetMetrics();

    default Map<String, Double> trainOnBatch(Batch batch) {
        return trainOnBatch(batch, f -> {});
    }

    default Map<String, Double> trainOnBatch(Tensor x, Tensor y) {
        return trainOnBatch(Batch.of(x, y));
    }

    default Map<String, Double> trainOnBatch(List<Tensor> x, List<Tensor> y) {
        return trainOnBatch(Batch.of(x, y));
    }

    /** As {@link #trainOnBatch(Batch, Consumer)}: {@code f -> f.sampleWeight(w)}. */
    default Map<String, Double> trainOnBatch(List<Tensor> x, List<Tensor> y, Consumer<FitOptions> options) {
        return trainOnBatch(Batch.of(x, y), options);
    }

    default Map<String, Double> testOnBatch(Batch batch) {
        return testOnBatch(batch, f -> {});
    }

    default Map<String, Double> testOnBatch(Tensor x, Tensor y) {
        return testOnBatch(Batch.of(x, y));
    }

    default Map<String, Double> testOnBatch(List<Tensor> x, List<Tensor> y) {
        return testOnBatch(Batch.of(x, y));
    }

    default Map<String, Double> testOnBatch(List<Tensor> x, List<Tensor> y, Consumer<FitOptions> options) {
        return testOnBatch(Batch.of(x, y), options);
    }

    /** The output for one batch. */
    default Tensor predictOnBatch(Tensor x) {
        return predict(x, f -> f.batchSize(x.shape().dim(0)).verbose(0));
    }
}
