package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** The steps of predict. */
final class PredictLoop {
    private final Model model;
    private final Trainer trainer;
    private final FitOptions options;

    PredictLoop(Model model, Trainer trainer, FitOptions options) {
        this.model = model;
        this.trainer = trainer;
        this.options = options;
    }

    /** Predictions for whole tensors, in their rows' order. */
    List<Tensor> run(TrainingData data) {
        ArrayFeed feed = ArrayFeed.once("predict", data, options.batchSize(), options.steps());
        int samples = feed.samplesOfEpoch();
        List<HostBuffer> results = new ArrayList<>();
        List<Tensor> first = new ArrayList<>();
        int[] done = {0};
        run(feed, (outputs, count) -> {
            if (first.isEmpty()) {
                first.addAll(outputs);
            }
            if (count < samples) {
                collect(results, outputs, done[0], count, samples);
            }
            done[0] += count;
        });
        if (results.isEmpty()) {
            return first;
        }
        return joined(results, first, samples);
    }

    /** Predictions for batches, one after another. */
    List<Tensor> run(StreamFeed feed) {
        List<List<Tensor>> parts = new ArrayList<>();
        run(feed, (outputs, count) -> {
            outputs.forEach(output -> {
                if (output.rank() == 0) {
                    throw new ShapeException("predict: model \"" + model.name()
                            + "\" gives one number for a whole batch. Expected an output for each sample, to join those"
                            + " of all batches. Try predictOnBatch for each batch.");
                }
            });
            parts.add(outputs);
        });
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<Tensor> joined = new ArrayList<>();
        for (int i = 0; i < parts.get(0).size(); i++) {
            int output = i;
            joined.add(Tensors.concat(
                    0, parts.stream().map(part -> part.get(output)).toList()));
        }
        return joined;
    }

    private void run(Feed feed, BiConsumer<List<Tensor>, Integer> results) {
        trainer.prepareInputs(feed);
        CallbackList callbacks = new CallbackList(model, options.callbacks(), EvaluateLoop.params(feed));
        ProgressBar bar = options.verbose() == 1 ? new ProgressBar(feed.steps()) : null;
        callbacks.each(c -> c.onPredictBegin(Map.of()));
        feed.beginEpoch();
        int step = 0;
        for (StepInput input = feed.next(); input != null; input = feed.next()) {
            int at = step++;
            if (Thread.interrupted()) {
                throw EvaluateLoop.interrupted("predict", at, feed.steps(), bar);
            }
            callbacks.each(c -> c.onPredictBatchBegin(at, Map.of()));
            results.accept(trainer.step(Trainer.Kind.PREDICT, input), input.samples());
            callbacks.each(c -> c.onPredictBatchEnd(at, Map.of()));
            if (bar != null && step != feed.steps() && bar.isDue()) {
                bar.update(step, Map.of());
            }
        }
        callbacks.each(c -> c.onPredictEnd(Map.of()));
        if (bar != null) {
            bar.finish(step, Map.of());
        }
    }

    private static List<Tensor> joined(List<HostBuffer> results, List<Tensor> first, int samples) {
        List<Tensor> joined = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Shape shape = first.get(i).shape().with(0, samples);
            joined.add(Tensors.wrap(shape, first.get(i).dtype(), results.get(i).array()));
        }
        return joined;
    }

    /** Copies a batch's outputs to their place among all. */
    private static void collect(List<HostBuffer> results, List<Tensor> outputs, int from, int count, int samples) {
        for (int i = 0; i < outputs.size(); i++) {
            Tensor output = outputs.get(i);
            int row = output.size() / count;
            if (results.size() <= i) {
                results.add(HostBuffer.allocate(output.dtype(), Math.multiplyExact(row, samples)));
            }
            System.arraycopy(output.buffer().host().array(), 0, results.get(i).array(), from * row, count * row);
        }
    }
}
