package org.triceras.keras.callbacks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.optimizers.Optimizer;

/** Lowers the learning rate when a value has not become better for some epochs. */
public final class ReduceLROnPlateau extends MonitorCallback<ReduceLROnPlateau> {
    private double factor = 0.1;
    private int patience = 10;
    private int cooldown;
    private double minLr;
    private int wait;
    private int cooling;
    private Double best;

    /** Watches "val_loss". */
    public ReduceLROnPlateau() {
        super(1e-4);
    }

    public ReduceLROnPlateau(String monitor) {
        this();
        monitor(monitor);
    }

    /** What the rate is multiplied with, below 1; 0.1 by default. */
    public ReduceLROnPlateau factor(double newFactor) {
        if (newFactor >= 1) {
            throw new ArgumentException("ReduceLROnPlateau: expected a factor below 1. Received " + newFactor + ".");
        }
        this.factor = newFactor;
        return this;
    }

    /** After how many epochs without anything better the rate is lowered; 10 by default. */
    public ReduceLROnPlateau patience(int epochs) {
        this.patience = epochs;
        return this;
    }

    /** Smaller changes do not count as better; 0.0001 by default. */
    public ReduceLROnPlateau minDelta(double delta) {
        setMinDelta(delta);
        return this;
    }

    /** How many epochs after a change are not counted; 0 by default. */
    public ReduceLROnPlateau cooldown(int epochs) {
        this.cooldown = epochs;
        return this;
    }

    /** The lowest rate; 0 by default. */
    public ReduceLROnPlateau minLr(double rate) {
        this.minLr = rate;
        return this;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        wait = 0;
        cooling = 0;
        best = null;
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        Optimizer optimizer = model().optimizer();
        logs.put("learning_rate", optimizer.learningRate());
        Double current = current(logs);
        if (current == null) {
            return;
        }
        if (cooling > 0) {
            cooling--;
            wait = 0;
        }
        if (isImprovement(current, best)) {
            best = current;
            wait = 0;
        } else if (cooling == 0) {
            wait++;
            if (wait >= patience && reduce(optimizer, epoch)) {
                cooling = cooldown;
                wait = 0;
            }
        }
    }

    private boolean reduce(Optimizer optimizer, int epoch) {
        double rate = optimizer.learningRate();
        // Rates are float32; a rate at the limit is not above it.
        if (rate <= (float) minLr) {
            return false;
        }
        double lower = Math.max(rate * factor, minLr);
        optimizer.setLearningRate(lower);
        say("Epoch " + (epoch + 1) + ": ReduceLROnPlateau lowers the learning rate to " + digits(lower) + ".");
        return true;
    }

    /** Six digits: 0.0006, although a float32 rate is 0.000600000028. */
    static String digits(double rate) {
        return new BigDecimal(rate)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
