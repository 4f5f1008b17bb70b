package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.backend.HostBuffer;
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

    List<Tensor> run(TrainingData data) {
        int samples = data.samples("predict");
        int batchSize = Math.min(options.batchSize(), samples);
        int steps = (samples + batchSize - 1) / batchSize;
        if (options.steps() > 0 && options.steps() < steps) {
            steps = options.steps();
            samples = steps * batchSize;
        }
        trainer.prepare(data, batchSize);
        CallbackList callbacks = new CallbackList(model, options.callbacks(), Map.of("steps", steps));
        ProgressBar bar = options.verbose() == 1 ? new ProgressBar(steps) : null;
        BatchFeeder feeder = data.feeder();
        callbacks.each(c -> c.onPredictBegin(Map.of()));
        List<HostBuffer> results = new ArrayList<>();
        List<Tensor> first = List.of();
        for (int step = 0; step < steps; step++) {
            int at = step;
            if (Thread.interrupted()) {
                throw EvaluateLoop.interrupted("predict", step, steps, bar);
            }
            int from = step * batchSize;
            int count = Math.min(batchSize, samples - from);
            callbacks.each(c -> c.onPredictBatchBegin(at, Map.of()));
            List<Tensor> outputs = trainer.step(Trainer.Kind.PREDICT, data, feeder, null, from, count);
            if (steps == 1) {
                first = outputs;
            } else {
                collect(results, outputs, from, count, samples);
                first = step == 0 ? outputs : first;
            }
            callbacks.each(c -> c.onPredictBatchEnd(at, Map.of()));
            if (bar != null && step + 1 < steps && bar.isDue()) {
                bar.update(step + 1, Map.of());
            }
        }
        callbacks.each(c -> c.onPredictEnd(Map.of()));
        if (bar != null) {
            bar.finish(Map.of());
        }
        if (steps == 1) {
            return first;
        }
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
