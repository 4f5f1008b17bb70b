package org.triceras.keras.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
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

    /** Trains on whole tensors. */
    History run(TrainingData all) {
        int samples = all.samples("fit");
        TrainingData weighted = options.classWeight() == null ? all : all.withClassWeight(options.classWeight());
        TrainingData train = weighted;
        TrainingData validation = null;
        if (options.validationSplit() > 0 && !options.hasValidationData()) {
            int cut = (int) Math.floor(samples * (1 - options.validationSplit()));
            if (cut == 0 || cut == samples) {
                throw new ArgumentException("fit: validationSplit " + options.validationSplit() + " of " + samples
                        + " samples leaves nothing to " + (cut == 0 ? "train" : "validate")
                        + " on. Expected at least one sample on each side.");
            }
            train = weighted.rows(0, cut);
            validation = all.rows(cut, samples);
        }
        SplittableRandom random = random();
        return run(
                new ArrayFeed("fit", train, options.batchSize(), options.stepsPerEpoch(), random),
                validation == null ? validation() : arrays(validation));
    }

    /** Trains on batches as they come. */
    History run(BatchSource source) {
        options.requireBatchesAsTheyAre("fit");
        int epochs = options.epochs() - options.initialEpoch();
        source.requireEnd("fit", "stepsPerEpoch", options.stepsPerEpoch(), epochs);
        StreamFeed feed =
                new StreamFeed("fit", model, source, options.stepsPerEpoch(), random(), options.classWeight(), true);
        return run(feed, validation());
    }

    private SplittableRandom random() {
        return options.shuffle() ? new SplittableRandom(Rng.nextSeed()) : null;
    }

    /** What makes the batches of each validation; null without validation. */
    private Supplier<Feed> validation() {
        if (options.validationSource() != null) {
            BatchSource source = options.validationSource();
            source.requireEnd("fit, validationData", "validationSteps", options.validationSteps(), 1);
            return () ->
                    new StreamFeed("fit, validationData", model, source, options.validationSteps(), null, null, true);
        }
        if (options.validationData() == null) {
            return null;
        }
        Batch data = NamedTensors.arrange(model, "fit, validationData", options.validationData());
        return arrays(new TrainingData(data.x(), data.y(), data.sampleWeight()));
    }

    private Supplier<Feed> arrays(TrainingData validation) {
        validation.samples("fit, validationData");
        return () -> ArrayFeed.once(
                "fit, validationData", validation, options.validationBatchSize(), options.validationSteps());
    }

    private History run(Feed feed, Supplier<Feed> validation) {
        trainer.prepare(feed);
        if (validation != null && options.validationSource() == null) {
            Feed once = validation.get();
            trainer.checkTargets(once.sample().y());
            trainer.checkWeights(once.sample(), once.batchSize());
        }
        trainer.start();
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("verbose", options.verbose());
        params.put("epochs", options.epochs());
        params.putAll(EvaluateLoop.params(feed));
        CallbackList callbacks = new CallbackList(model, options.callbacks(), params);

        model.setHistory(history);
        Interruption.enter();
        try {
            callbacks.each(c -> c.onTrainBegin(Map.of()));
            Map<String, Double> logs = Map.of();
            int first = Math.max(options.initialEpoch(), trainer.resumeEpoch());
            for (int epoch = first; epoch < options.epochs() && !trainer.isStopped(); epoch++) {
                int number = epoch;
                if (!feed.beginEpoch()) {
                    warnOfNoData(epoch);
                    break;
                }
                place = "in epoch " + (epoch + 1) + " of " + options.epochs();
                callbacks.each(c -> c.onEpochBegin(number, Map.of()));
                announce("Epoch " + (epoch + 1) + "/" + options.epochs());
                logs = epoch(feed, validation, callbacks, epoch);
                Map<String, Double> mutable = logs;
                callbacks.each(c -> c.onEpochEnd(number, mutable));
                history.add(epoch, mutable);
                if (feed.hasRunDry()) {
                    warnOfNoData(epoch + 1);
                    break;
                }
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

    private Map<String, Double> epoch(Feed feed, Supplier<Feed> validation, CallbackList callbacks, int epoch) {
        model.resetMetrics();
        bar = options.verbose() == 1 ? new ProgressBar(feed.steps(), log) : null;
        long start = System.nanoTime();
        boolean batchLogs = callbacks.wantsBatchLogs();
        List<Tensor> extra = List.of();
        int step = 0;
        while (!trainer.isStopped()) {
            int at = step;
            place = "in epoch " + (epoch + 1) + " of " + options.epochs() + ", after step " + step
                    + (feed.steps() == Feed.UNKNOWN ? "" : " of " + feed.steps());
            if (Thread.interrupted()) {
                throw new RunInterrupted(place);
            }
            StepInput input = feed.next();
            if (input == null) {
                break;
            }
            if (!callbacks.isEmpty()) {
                callbacks.each(c -> c.onTrainBatchBegin(at, Map.of()));
            }
            extra = trainer.step(Trainer.Kind.TRAIN, input);
            step++;
            if (!callbacks.isEmpty()) {
                Map<String, Double> logs = batchLogs ? trainer.logs(Trainer.Kind.TRAIN, extra) : Map.of();
                callbacks.each(c -> c.onTrainBatchEnd(at, logs));
            }
            if (bar != null && step != feed.steps() && bar.isDue()) {
                bar.update(step, trainer.logs(Trainer.Kind.TRAIN, extra));
            }
        }
        Map<String, Double> logs = new LinkedHashMap<>(trainer.logs(Trainer.Kind.TRAIN, extra));
        explainNaN(logs, feed);
        if (validation != null && (epoch + 1) % options.validationFreq() == 0) {
            place = "in the validation of epoch " + (epoch + 1) + " of " + options.epochs();
            new EvaluateLoop(model, trainer, options, options.callbacks())
                    .run(validation.get(), false, callbacks)
                    .forEach((name, value) -> logs.put("val_" + name, value));
        }
        if (bar != null) {
            bar.finish(step, logs);
            bar = null;
        } else if (options.verbose() > 1) {
            double seconds = (System.nanoTime() - start) / 1e9;
            String head = options.isOneLine() ? "Epoch " + (epoch + 1) + "/" + options.epochs() + " - " : "";
            Display.show(MimeBundle.text(head + ProgressBar.summary(step, seconds, logs)));
        }
        return logs;
    }

    /** A loss that is not a number usually comes from the data; finding that out is cheap, once. */
    private static void explainNaN(Map<String, Double> logs, Feed feed) {
        Double loss = logs.get("loss");
        if (loss != null && loss.isNaN()) {
            feed.explainNaN();
        }
    }

    private void warnOfNoData(int epochs) {
        if (epochs < options.epochs() || options.stepsPerEpoch() > 0) {
            System.getLogger(FitLoop.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "fit: the data ended in epoch " + Math.max(1, epochs) + " of " + options.epochs()
                                    + ", and so did the training. Expected batches for all epochs: stepsPerEpoch times"
                                    + " epochs, or an Iterable that gives a new iterator each time.");
        }
    }
}
