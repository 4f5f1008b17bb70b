package org.triceras.keras.callbacks;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** Ends training when a value has not become better for some epochs. */
public final class EarlyStopping extends MonitorCallback<EarlyStopping> {
    private int patience;
    private Double baseline;
    private boolean restoreBestWeights;
    private int startFromEpoch;
    private int wait;
    private int stoppedEpoch;
    private int bestEpoch;
    private Double best;
    private List<Tensor> bestWeights;

    /** Watches "val_loss". */
    public EarlyStopping() {
        super(0);
    }

    public EarlyStopping(String monitor) {
        this();
        monitor(monitor);
    }

    /** Smaller changes do not count as better; 0 by default. */
    public EarlyStopping minDelta(double delta) {
        setMinDelta(delta);
        return this;
    }

    /** After how many epochs without anything better training ends; 0 by default. */
    public EarlyStopping patience(int epochs) {
        this.patience = epochs;
        return this;
    }

    /** Only what is better than this value ends the waiting. */
    public EarlyStopping baseline(double value) {
        this.baseline = value;
        return this;
    }

    /** True to put the weights of the best epoch back when training ends. */
    public EarlyStopping restoreBestWeights(boolean restore) {
        this.restoreBestWeights = restore;
        return this;
    }

    /** Epochs before this one, counted from 0, are not looked at. */
    public EarlyStopping startFromEpoch(int epoch) {
        this.startFromEpoch = epoch;
        return this;
    }

    /** The epoch, counted from 0, after which training was ended; 0 when it was not. */
    public int stoppedEpoch() {
        return stoppedEpoch;
    }

    /** The epoch with the best value, counted from 0. */
    public int bestEpoch() {
        return bestEpoch;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        wait = 0;
        stoppedEpoch = 0;
        bestEpoch = 0;
        best = null;
        bestWeights = null;
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        Double current = current(logs);
        if (current == null || epoch < startFromEpoch) {
            return;
        }
        if (restoreBestWeights && bestWeights == null) {
            // There is something to go back to even if no epoch is ever better.
            bestWeights = model().getWeights();
            bestEpoch = epoch;
        }
        wait++;
        if (isImprovement(current, best)) {
            best = current;
            bestEpoch = epoch;
            if (restoreBestWeights) {
                bestWeights = model().getWeights();
            }
            if (baseline == null || isImprovement(current, baseline)) {
                wait = 0;
            }
        } else if (wait >= patience && epoch > 0) {
            stoppedEpoch = epoch;
            model().stopTraining();
        }
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        if (stoppedEpoch > 0) {
            say("Epoch " + (stoppedEpoch + 1) + ": early stopping");
        }
        if (restoreBestWeights && bestWeights != null) {
            say("Restoring the weights of the best epoch, " + (bestEpoch + 1) + ".");
            model().setWeights(bestWeights);
        }
    }
}
