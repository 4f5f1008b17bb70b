package org.triceras.keras.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.callbacks.Callback;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** The steps of evaluate, also used for validation. */
final class EvaluateLoop {
    private final Model model;
    private final Trainer trainer;
    private final FitOptions options;
    private final List<Callback> callbacks;

    EvaluateLoop(Model model, Trainer trainer, FitOptions options, List<Callback> callbacks) {
        this.model = model;
        this.trainer = trainer;
        this.options = options;
        this.callbacks = callbacks;
    }

    Map<String, Double> run(TrainingData data, boolean showBar) {
        return run(data, showBar, null);
    }

    /** @param running the callbacks of a fit that this validation is part of, whose params stay; null outside fit */
    Map<String, Double> run(TrainingData data, boolean showBar, CallbackList running) {
        int samples = data.samples("evaluate");
        int batchSize = Math.min(options.validationBatchSize(), samples);
        int steps = (samples + batchSize - 1) / batchSize;
        int most = running == null ? options.steps() : options.validationSteps();
        steps = most > 0 ? Math.min(steps, most) : steps;
        trainer.prepare(data, batchSize);
        CallbackList list = running != null ? running : new CallbackList(model, callbacks, Map.of("steps", steps));
        ProgressBar bar = showBar ? new ProgressBar(steps) : null;
        long start = System.nanoTime();
        BatchFeeder feeder = data.feeder();
        model.compilation().resetMetrics();
        list.each(c -> c.onTestBegin(Map.of()));
        boolean batchLogs = list.wantsBatchLogs();
        List<Tensor> extra = List.of();
        for (int step = 0; step < steps; step++) {
            int at = step;
            if (Thread.interrupted()) {
                throw interrupted("evaluate", step, steps, bar);
            }
            list.each(c -> c.onTestBatchBegin(at, Map.of()));
            int from = step * batchSize;
            extra = trainer.step(Trainer.Kind.TEST, data, feeder, null, from, Math.min(batchSize, samples - from));
            if (!list.isEmpty()) {
                Map<String, Double> logs = batchLogs ? trainer.logs(extra) : Map.of();
                list.each(c -> c.onTestBatchEnd(at, logs));
            }
            if (bar != null && step + 1 < steps && bar.isDue()) {
                bar.update(step + 1, trainer.logs(extra));
            }
        }
        Map<String, Double> logs = new LinkedHashMap<>(trainer.logs(extra));
        list.each(c -> c.onTestEnd(logs));
        if (bar != null) {
            bar.finish(logs);
        } else if (running == null && options.verbose() > 1) {
            double seconds = (System.nanoTime() - start) / 1e9;
            Display.show(MimeBundle.text(ProgressBar.summary(steps, seconds, logs)));
        }
        return logs;
    }

    static RunInterrupted interrupted(String method, int step, int steps, ProgressBar bar) {
        if (bar != null) {
            bar.stop();
        }
        return new RunInterrupted(method + " was interrupted after step " + step + " of " + steps + ".");
    }
}
