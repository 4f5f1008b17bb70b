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

    Map<String, Double> run(Feed feed, boolean showBar) {
        return run(feed, showBar, null);
    }

    /** @param running the callbacks of a fit that this validation is part of, whose params stay; null outside fit */
    Map<String, Double> run(Feed feed, boolean showBar, CallbackList running) {
        trainer.prepare(feed);
        CallbackList list = running != null ? running : new CallbackList(model, callbacks, params(feed));
        ProgressBar bar = showBar ? new ProgressBar(feed.steps()) : null;
        long start = System.nanoTime();
        model.resetMetrics();
        list.each(c -> c.onTestBegin(Map.of()));
        boolean batchLogs = list.wantsBatchLogs();
        List<Tensor> extra = List.of();
        feed.beginEpoch();
        int step = 0;
        for (StepInput input = feed.next(); input != null; input = feed.next()) {
            int at = step++;
            if (Thread.interrupted()) {
                throw interrupted("evaluate", at, feed.steps(), bar);
            }
            list.each(c -> c.onTestBatchBegin(at, Map.of()));
            extra = trainer.step(Trainer.Kind.TEST, input);
            if (!list.isEmpty()) {
                Map<String, Double> logs = batchLogs ? trainer.logs(Trainer.Kind.TEST, extra) : Map.of();
                list.each(c -> c.onTestBatchEnd(at, logs));
            }
            if (bar != null && step != feed.steps() && bar.isDue()) {
                bar.update(step, trainer.logs(Trainer.Kind.TEST, extra));
            }
        }
        Map<String, Double> logs = new LinkedHashMap<>(trainer.logs(Trainer.Kind.TEST, extra));
        list.each(c -> c.onTestEnd(logs));
        if (bar != null) {
            bar.finish(step, logs);
        } else if (running == null && options.verbose() > 1) {
            double seconds = (System.nanoTime() - start) / 1e9;
            Display.show(MimeBundle.text(ProgressBar.summary(step, seconds, logs)));
        }
        return logs;
    }

    static RunInterrupted interrupted(String method, int step, int steps, ProgressBar bar) {
        if (bar != null) {
            bar.stop();
        }
        return new RunInterrupted(
                method + " was interrupted after step " + step + (steps == Feed.UNKNOWN ? "" : " of " + steps) + ".");
    }

    /** What callbacks are told; without the number of steps while nobody knows it. */
    static Map<String, Object> params(Feed feed) {
        return feed.steps() == Feed.UNKNOWN ? Map.of() : Map.of("steps", feed.steps());
    }
}
