package org.triceras.keras.layers;

/** The largest value in each window of sequences (batch, steps, channels): {@code maxPooling1d(2)}. */
public final class MaxPooling1D extends Pooling<MaxPooling1D> {
    MaxPooling1D() {
        this(2);
    }

    public MaxPooling1D(int poolSize) {
        super(1, true, poolSize);
    }
}
