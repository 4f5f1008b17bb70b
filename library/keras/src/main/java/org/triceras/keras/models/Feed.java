package org.triceras.keras.models;

/** The batches of a run, one epoch after another. */
interface Feed {
    /** For {@link #steps()}: nobody can say before the data have ended once. */
    int UNKNOWN = -1;

    /** The number of batches of an epoch, or {@link #UNKNOWN}. */
    int steps();

    /** Tensors whose types, and shapes but for the number of samples, are those of all batches: for building, and for a look at the targets. */
    Batch sample();

    /** The number of samples of a step; of the first one where they differ. */
    int batchSize();

    /** Begins an epoch; false when no batch is left, now and for ever. */
    boolean beginEpoch();

    /** The next batch of the epoch, or null after its last one. What it holds is valid until the next call. */
    StepInput next();

    /** Whether data that can be gone through only once have ended before the epoch had its batches. */
    default boolean hasRunDry() {
        return false;
    }

    /** Throws when the data explain why a loss became NaN. */
    default void explainNaN() {}
}
