package org.triceras.keras.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.triceras.keras.optimizers.SlotOptimizer;

/**
 * Writes the course of training for TensorBoard: {@code new TensorBoard("logs")}, then {@code tensorboard --logdir logs}. As in Keras
 * there is a run "train" and a run "validation" with "epoch_loss" and so on; histograms, graphs and profiles are not written.
 */
public final class TensorBoard extends Callback {
    private final Path logDir;
    private int updateFreq;
    private long steps;
    private EventFile train;
    private EventFile validation;

    public TensorBoard(Path logDir) {
        this.logDir = logDir;
    }

    public TensorBoard(String logDir) {
        this(Path.of(logDir));
    }

    /** Writes also the values of the running epoch every so many batches, as "batch_loss" and so on; 0, the default, for not. */
    public TensorBoard updateFreq(int batches) {
        this.updateFreq = batches;
        return this;
    }

    @Override
    public boolean wantsBatchLogs() {
        return updateFreq > 0;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        close();
        steps = 0;
        try {
            train = new EventFile(logDir.resolve("train"));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        steps++;
        if (updateFreq > 0 && steps % updateFreq == 0) {
            write(train, "batch_", steps, logs, false);
        }
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        write(train, "epoch_", epoch, logs, false);
        if (model().isCompiled() && model().optimizer() instanceof SlotOptimizer<?> optimizer) {
            write(train, "epoch_", epoch, Map.of("learning_rate", optimizer.learningRate()), false);
        }
        if (logs.keySet().stream().anyMatch(name -> name.startsWith("val_"))) {
            try {
                validation = validation == null ? new EventFile(logDir.resolve("validation")) : validation;
            } catch (IOException e) {
                throw failed(e);
            }
            write(validation, "epoch_", epoch, logs, true);
        }
    }

    /** Values whose names start with "val_", or those that do not. */
    private void write(EventFile file, String prefix, long step, Map<String, Double> logs, boolean ofValidation) {
        try {
            for (Map.Entry<String, Double> entry : logs.entrySet()) {
                String name = entry.getKey();
                if (name.startsWith("val_") == ofValidation) {
                    file.scalar(prefix + (ofValidation ? name.substring(4) : name), step, entry.getValue());
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        close();
    }

    private void close() {
        try {
            if (train != null) {
                train.close();
            }
            if (validation != null) {
                validation.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
        train = null;
        validation = null;
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("TensorBoard: " + logDir + " cannot be written.", e);
    }
}
