package org.triceras.keras.layers;

/** As many largest values as asked for, of sequences (batch, steps, channels) of any size: {@code adaptiveMaxPooling1d(4)}. */
public final class AdaptiveMaxPooling1D extends AdaptivePooling<AdaptiveMaxPooling1D> {
    AdaptiveMaxPooling1D() {
        this(1);
    }

    /** @param outputSize the number of steps of the output */
    public AdaptiveMaxPooling1D(int outputSize) {
        super(1, true, outputSize);
    }
}
