package org.triceras.keras.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;

/**
 * Saves the model, or its weights, after each epoch, or after so many batches. The file's name may hold values:
 * "model-{epoch:02d}-{val_loss:.2f}.keras", with epochs counted from 1 and Python's formats for numbers. A format that cannot be
 * used is an error when training begins; a name that no logged value has, such as a misspelt metric, is one after the first epoch.
 */
public final class ModelCheckpoint extends MonitorCallback<ModelCheckpoint> {
    private final String filepath;
    private FilePattern pattern;
    private boolean saveBestOnly;
    private boolean saveWeightsOnly;
    private int saveFreq;
    private Double best;
    private int epochNow;
    private int batchesSinceSave;

    /** A path that ends in ".keras" or ".h5", or in ".weights.h5" with {@link #saveWeightsOnly}. */
    public ModelCheckpoint(String filepath) {
        super(0);
        this.filepath = filepath;
    }

    public ModelCheckpoint(Path filepath) {
        this(filepath.toString());
    }

    /** True to save only when the watched value is better than ever before. */
    public ModelCheckpoint saveBestOnly(boolean only) {
        this.saveBestOnly = only;
        return this;
    }

    /** True to save the weights without the model. */
    public ModelCheckpoint saveWeightsOnly(boolean only) {
        this.saveWeightsOnly = only;
        return this;
    }

    /** Saves after so many batches and not after each epoch. */
    public ModelCheckpoint saveFreq(int batches) {
        this.saveFreq = batches;
        return this;
    }

    /** With {@link #saveBestOnly}: the first value to be better than. */
    public ModelCheckpoint initialValueThreshold(double value) {
        this.best = value;
        return this;
    }

    @Override
    public boolean wantsBatchLogs() {
        return saveFreq > 0;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        if (saveWeightsOnly ? !filepath.endsWith(".weights.h5") : !filepath.matches(".*\\.(keras|h5|hdf5)")) {
            throw new ArgumentException("ModelCheckpoint: expected a path that ends in "
                    + (saveWeightsOnly ? "\".weights.h5\", as only weights are saved" : "\".keras\" or \".h5\"")
                    + ". Received \"" + filepath + "\".");
        }
        // Now, and not after an epoch whose training would be lost.
        pattern = FilePattern.of(filepath);
        pattern.check(saveFreq > 0);
    }

    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        epochNow = epoch;
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        if (saveFreq > 0 && ++batchesSinceSave >= saveFreq) {
            batchesSinceSave = 0;
            save(epochNow, batch, logs);
        }
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        if (saveFreq == 0) {
            save(epoch, null, logs);
        }
    }

    private void save(int epoch, Integer batch, Map<String, Double> logs) {
        if (saveBestOnly) {
            Double current = current(logs);
            if (current != null && !isImprovement(current, best)) {
                say("Epoch " + (epoch + 1) + ": " + monitor() + " did not improve from " + best + ".");
                return;
            }
            best = current == null ? best : current;
        }
        Path file = Path.of(pattern.fill(epoch, batch, logs));
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("ModelCheckpoint: the folder of " + file + " cannot be made.", e);
        }
        say("Epoch " + (epoch + 1) + ": saving to " + file + ".");
        if (saveWeightsOnly) {
            model().saveWeights(file);
        } else {
            model().save(file);
        }
    }
}
