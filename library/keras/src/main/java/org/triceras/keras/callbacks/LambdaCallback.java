package org.triceras.keras.callbacks;

import java.util.Map;
import java.util.function.Consumer;

/** A callback made of lambdas: {@code new LambdaCallback().onEpochEnd((epoch, logs) -> ...)}. */
public final class LambdaCallback extends Callback {
    /** What to do at an epoch or a batch. */
    @FunctionalInterface
    public interface Step {
        void run(int number, Map<String, Double> logs);
    }

    private Consumer<Map<String, Double>> trainBegin = logs -> {};
    private Consumer<Map<String, Double>> trainEnd = logs -> {};
    private Step epochBegin = (number, logs) -> {};
    private Step epochEnd = (number, logs) -> {};
    private Step trainBatchBegin = (number, logs) -> {};
    private Step trainBatchEnd = (number, logs) -> {};
    private Consumer<Map<String, Double>> testBegin = logs -> {};
    private Consumer<Map<String, Double>> testEnd = logs -> {};
    private boolean batchLogs;

    public LambdaCallback onTrainBegin(Consumer<Map<String, Double>> action) {
        this.trainBegin = action;
        return this;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        trainBegin.accept(logs);
    }

    public LambdaCallback onTrainEnd(Consumer<Map<String, Double>> action) {
        this.trainEnd = action;
        return this;
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        trainEnd.accept(logs);
    }

    public LambdaCallback onEpochBegin(Step action) {
        this.epochBegin = action;
        return this;
    }

    @Override
    public void onEpochBegin(int number, Map<String, Double> logs) {
        epochBegin.run(number, logs);
    }

    public LambdaCallback onEpochEnd(Step action) {
        this.epochEnd = action;
        return this;
    }

    @Override
    public void onEpochEnd(int number, Map<String, Double> logs) {
        epochEnd.run(number, logs);
    }

    public LambdaCallback onTrainBatchBegin(Step action) {
        this.trainBatchBegin = action;
        return this;
    }

    @Override
    public void onTrainBatchBegin(int number, Map<String, Double> logs) {
        trainBatchBegin.run(number, logs);
    }

    public LambdaCallback onTrainBatchEnd(Step action) {
        this.trainBatchEnd = action;
        batchLogs = true;
        return this;
    }

    @Override
    public void onTrainBatchEnd(int number, Map<String, Double> logs) {
        trainBatchEnd.run(number, logs);
    }

    public LambdaCallback onTestBegin(Consumer<Map<String, Double>> action) {
        this.testBegin = action;
        return this;
    }

    @Override
    public void onTestBegin(Map<String, Double> logs) {
        testBegin.accept(logs);
    }

    public LambdaCallback onTestEnd(Consumer<Map<String, Double>> action) {
        this.testEnd = action;
        return this;
    }

    @Override
    public void onTestEnd(Map<String, Double> logs) {
        testEnd.accept(logs);
    }

    /** True when something is to be done after batches. */
    @Override
    public boolean wantsBatchLogs() {
        return batchLogs;
    }
}
