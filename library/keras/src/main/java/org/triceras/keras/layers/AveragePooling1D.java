package org.triceras.keras.layers;

/** The mean in each window of sequences (batch, steps, channels): {@code averagePooling1d(2)}. */
public final class AveragePooling1D extends Pooling<AveragePooling1D> {
    AveragePooling1D() {
        this(2);
    }

    public AveragePooling1D(int poolSize) {
        super(1, false, poolSize);
    }
}
