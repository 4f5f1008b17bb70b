package org.triceras.keras.callbacks;

import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;

/** Makes callbacks. */
public final class Callbacks {
    private Callbacks() {}

    /** Watches "val_loss". */
    public static EarlyStopping earlyStopping() {
        return new EarlyStopping();
    }

    public static EarlyStopping earlyStopping(String monitor) {
        return new EarlyStopping(monitor);
    }

    /** Watches "val_loss". */
    public static ReduceLROnPlateau reduceLROnPlateau() {
        return new ReduceLROnPlateau();
    }

    public static ReduceLROnPlateau reduceLROnPlateau(String monitor) {
        return new ReduceLROnPlateau(monitor);
    }

    public static ModelCheckpoint modelCheckpoint(String filepath) {
        return new ModelCheckpoint(filepath);
    }

    public static ModelCheckpoint modelCheckpoint(Path filepath) {
        return new ModelCheckpoint(filepath);
    }

    public static CSVLogger csvLogger(Path file) {
        return new CSVLogger(file);
    }

    public static CSVLogger csvLogger(String file) {
        return new CSVLogger(file);
    }

    public static LearningRateScheduler learningRateScheduler(LearningRateScheduler.Schedule schedule) {
        return new LearningRateScheduler(schedule);
    }

    public static LearningRateScheduler learningRateScheduler(IntToDoubleFunction schedule) {
        return new LearningRateScheduler(schedule);
    }

    public static TerminateOnNaN terminateOnNaN() {
        return new TerminateOnNaN();
    }

    public static LambdaCallback lambdaCallback() {
        return new LambdaCallback();
    }

    public static BackupAndRestore backupAndRestore(String folder) {
        return new BackupAndRestore(folder);
    }

    public static TensorBoard tensorBoard(String logDir) {
        return new TensorBoard(logDir);
    }
}
