package org.triceras.keras.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.optimizers.SlotOptimizer;
import org.triceras.keras.util.Interruption;
import org.triceras.keras.util.Rng;

/** The epochs of fit. */
final class FitLoop {
    private final Model model;
    private final Trainer trainer;
    private final FitOptions options;
    private final History history = new History();
    private EpochLog log;
    private ProgressBar bar;
    /** Where an interrupt would meet the run. */
    private String place = "before the first epoch";

    FitLoop(Model model, Trainer trainer, FitOptions options) {
        this.model = model;
        this.trainer = trainer;
        this.options = options;
    }

    History run(TrainingData all) {
        int samples = all.samples("fit");
        TrainingData weighted = options.classWeight() == null ? all : all.withClassWeight(options.classWeight());
        TrainingData train = weighted;
        TrainingData validation = options.validationData();
        if (options.validationSplit() > 0 && validation == null) {
            int cut = (int) Math.floor(samples * (1 - options.validationSplit()));
            if (cut == 0 || cut == samples) {
                throw new ArgumentException("fit: validationSplit " + options.validationSplit() + " of " + samples
                        + " samples leaves nothing to " + (cut == 0 ? "train" : "validate")
                        + " on. Expected at least one sample on each side.");
            }
            train = weighted.rows(0, cut);
            validation = all.rows(cut, samples);
        }
        if (validation != null) {
            validation.samples("fit, validationData");
        }
        return run(train, train.samples("fit"), validation);
    }

    private History run(TrainingData train, int samples, TrainingData validation) {
        int batchSize = Math.min(options.batchSize(), samples);
        int steps = (samples + batchSize - 1) / batchSize;
        if (options.stepsPerEpoch() > 0) {
            steps = Math.min(steps, options.stepsPerEpoch());
        }
        trainer.prepare(train, batchSize);
        if (validation != null) {
            trainer.checkTargets(validation);
        }
        trainer.start();
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("verbose", options.verbose());
        params.put("epochs", options.epochs());
        params.put("steps", steps);
        CallbackList callbacks = new CallbackList(model, options.callbacks(), params);
        BatchFeeder feeder = train.feeder();
        SplittableRandom random = options.shuffle() ? new SplittableRandom(Rng.nextSeed()) : null;

        model.setHistory(history);
        Interruption.enter();
        try {
            callbacks.each(c -> c.onTrainBegin(Map.of()));
            Map<String, Double> logs = Map.of();
            int first = Math.max(options.initialEpoch(), trainer.resumeEpoch());
            for (int epoch = first; epoch < options.epochs() && !trainer.isStopped(); epoch++) {
                int number = epoch;
                place = "in epoch " + (epoch + 1) + " of " + options.epochs();
                callbacks.each(c -> c.onEpochBegin(number, Map.of()));
                announce("Epoch " + (epoch + 1) + "/" + options.epochs());
                int[] order = random == null ? null : permutation(samples, random);
                logs = epoch(train, validation, callbacks, feeder, order, samples, batchSize, steps, epoch);
                Map<String, Double> mutable = logs;
                callbacks.each(c -> c.onEpochEnd(number, mutable));
                history.add(epoch, mutable);
            }
            finalizeVariables();
            Map<String, Double> last = logs;
            callbacks.each(c -> c.onTrainEnd(last));
            return history;
        } catch (RuntimeException | Error e) {
            throw failed(e, callbacks);
        } finally {
            if (log != null) {
                log.flush();
            }
            Interruption.leave();
        }
    }

    private void announce(String title) {
        if (options.verbose() == 1 && Display.sink().isRich()) {
            log = log == null ? new EpochLog() : log;
            log.begin(title);
        } else if (options.verbose() > 0 && !options.isOneLine()) {
            Display.show(MimeBundle.text(title));
        }
    }

    private void finalizeVariables() {
        if (model.optimizer() instanceof SlotOptimizer<?> averaging) {
            averaging.finalizeVariables();
        }
    }

    /** Leaves no half a line behind; after an interrupt the run ends as it would have after its last epoch. */
    private RuntimeException failed(Throwable failure, CallbackList callbacks) {
        boolean interrupted = failure instanceof RunInterrupted || Interruption.isReasonOf(failure);
        if (!interrupted) {
            if (bar != null) {
                bar.stop();
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return (RuntimeException) failure;
        }
        int epochs = history.epoch().size();
        RunInterrupted report = new RunInterrupted("fit was interrupted " + place
                + ". The model keeps what it has learnt; model.history() has the "
                + (epochs == 1 ? "epoch" : epochs + " epochs") + " done before.");
        if (!(failure instanceof RunInterrupted)) {
            report.initCause(failure);
        }
        Interruption.finish(() -> {
            if (bar != null) {
                bar.stop();
            }
            finalizeVariables();
            callbacks.each(c -> {
                try {
                    c.onTrainInterrupted(history.last());
                } catch (RuntimeException e) {
                    // The others want to know too.
                    report.addSuppressed(e);
                }
            });
        });
        return report;
    }

    private Map<String, Double> epoch(
            TrainingData train,
            TrainingData validation,
            CallbackList callbacks,
            BatchFeeder feeder,
            int[] order,
            int samples,
            int batchSize,
            int steps,
            int epoch) {
        model.compilation().resetMetrics();
        bar = options.verbose() == 1 ? new ProgressBar(steps, log) : null;
        long start = System.nanoTime();
        boolean batchLogs = callbacks.wantsBatchLogs();
        List<Tensor> extra = List.of();
        for (int step = 0; step < steps && !trainer.isStopped(); step++) {
            int at = step;
            place = "in epoch " + (epoch + 1) + " of " + options.epochs() + ", after step " + step + " of " + steps;
            if (Thread.interrupted()) {
                throw new RunInterrupted(place);
            }
            if (!callbacks.isEmpty()) {
                callbacks.each(c -> c.onTrainBatchBegin(at, Map.of()));
            }
            int from = step * batchSize;
            extra = trainer.step(Trainer.Kind.TRAIN, train, feeder, order, from, Math.min(batchSize, samples - from));
            if (!callbacks.isEmpty()) {
                Map<String, Double> logs = batchLogs ? trainer.logs(extra) : Map.of();
                callbacks.each(c -> c.onTrainBatchEnd(at, logs));
            }
            if (bar != null && step + 1 < steps && bar.isDue()) {
                bar.update(step + 1, trainer.logs(extra));
            }
        }
        Map<String, Double> logs = new LinkedHashMap<>(trainer.logs(extra));
        explainNaN(logs, train);
        if (validation != null && (epoch + 1) % options.validationFreq() == 0) {
            place = "in the validation of epoch " + (epoch + 1) + " of " + options.epochs();
            new EvaluateLoop(model, trainer, options, options.callbacks())
                    .run(validation, false, callbacks)
                    .forEach((name, value) -> logs.put("val_" + name, value));
        }
        if (bar != null) {
            bar.finish(logs);
            bar = null;
        } else if (options.verbose() > 1) {
            double seconds = (System.nanoTime() - start) / 1e9;
            String head = options.isOneLine() ? "Epoch " + (epoch + 1) + "/" + options.epochs() + " - " : "";
            Display.show(MimeBundle.text(head + ProgressBar.summary(steps, seconds, logs)));
        }
        return logs;
    }

    /** A loss that is not a number usually comes from the data; finding that out is cheap, once. */
    private void explainNaN(Map<String, Double> logs, TrainingData train) {
        Double loss = logs.get("loss");
        if (loss != null && loss.isNaN()) {
            train.requireFinite();
        }
    }

    /** Fisher and Yates's shuffle. */
    private static int[] permutation(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
