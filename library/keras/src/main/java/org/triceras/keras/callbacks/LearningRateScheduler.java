package org.triceras.keras.callbacks;

import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** Sets the learning rate before each epoch. */
public final class LearningRateScheduler extends Callback {
    /** The rate of an epoch from its number, counted from 0, and the present rate. */
    @FunctionalInterface
    public interface Schedule {
        double rate(int epoch, double rate);
    }

    private final Schedule schedule;
    private int verbose;

    public LearningRateScheduler(Schedule schedule) {
        this.schedule = schedule;
    }

    /** A rate that depends on the epoch's number only. */
    public LearningRateScheduler(IntToDoubleFunction schedule) {
        this((epoch, rate) -> schedule.applyAsDouble(epoch));
    }

    /** 1 to print the rates; 0 by default. */
    public LearningRateScheduler verbose(int verbosity) {
        this.verbose = verbosity;
        return this;
    }

    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        double rate = schedule.rate(epoch, model().optimizer().learningRate());
        model().optimizer().setLearningRate(rate);
        if (verbose > 0) {
            Display.show(MimeBundle.text(
                    "Epoch " + (epoch + 1) + ": LearningRateScheduler sets the learning rate to " + rate + "."));
        }
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        logs.put("learning_rate", model().optimizer().learningRate());
    }
}
