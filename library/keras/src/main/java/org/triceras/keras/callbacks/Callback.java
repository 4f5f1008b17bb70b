package org.triceras.keras.callbacks;

import java.util.Map;
import org.triceras.keras.models.Model;

/** Is told about the progress of fit, evaluate and predict. Override what you need. */
public abstract class Callback {
    private Model model;
    private Map<String, Object> params = Map.of();

    public Model model() {
        return model;
    }

    public void setModel(Model model) {
        this.model = model;
    }

    /** "epochs", "steps" and "verbose" of the run. */
    public Map<String, Object> params() {
        return params;
    }

    public void setParams(Map<String, Object> params) {
        this.params = params;
    }

    /** True to get metric values in {@link #onTrainBatchEnd}; computing them at each step costs time. */
    public boolean wantsBatchLogs() {
        return false;
    }

    public void onTrainBegin(Map<String, Double> logs) {}

    public void onTrainEnd(Map<String, Double> logs) {}

    /** Training ends since its thread was interrupted; does what {@link #onTrainEnd} does unless overridden. */
    public void onTrainInterrupted(Map<String, Double> logs) {
        onTrainEnd(logs);
    }

    public void onEpochBegin(int epoch, Map<String, Double> logs) {}

    /** @param logs the epoch's metrics, validation's with the prefix "val_"; what is added here goes into the history */
    public void onEpochEnd(int epoch, Map<String, Double> logs) {}

    public void onTrainBatchBegin(int batch, Map<String, Double> logs) {}

    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {}

    public void onTestBegin(Map<String, Double> logs) {}

    public void onTestEnd(Map<String, Double> logs) {}

    public void onTestBatchBegin(int batch, Map<String, Double> logs) {}

    public void onTestBatchEnd(int batch, Map<String, Double> logs) {}

    public void onPredictBegin(Map<String, Double> logs) {}

    public void onPredictEnd(Map<String, Double> logs) {}

    public void onPredictBatchBegin(int batch, Map<String, Double> logs) {}

    public void onPredictBatchEnd(int batch, Map<String, Double> logs) {}
}
