package org.triceras.keras.layers;

/** As many means as asked for, of sequences (batch, steps, channels) of any size: {@code adaptiveAveragePooling1d(4)}. */
public final class AdaptiveAveragePooling1D extends AdaptivePooling<AdaptiveAveragePooling1D> {
    AdaptiveAveragePooling1D() {
        this(1);
    }

    /** @param outputSize the number of steps of the output */
    public AdaptiveAveragePooling1D(int outputSize) {
        super(1, false, outputSize);
    }
}
