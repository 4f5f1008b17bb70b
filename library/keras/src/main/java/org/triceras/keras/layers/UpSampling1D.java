package org.triceras.keras.layers;

/** Each element of sequences (batch, steps, channels) several times: {@code upSampling1d(2)}. */
public final class UpSampling1D extends UpSampling<UpSampling1D> {
    /** @param size the factor; 2 when left out */
    public UpSampling1D(int... size) {
        super(1, size);
    }
}
