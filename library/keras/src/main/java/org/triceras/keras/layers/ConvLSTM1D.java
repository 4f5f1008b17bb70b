package org.triceras.keras.layers;

/** An LSTM over sequences of rows (batch, steps, length, channels): {@code convLSTM1d(16, 3).padding("same")}. */
public final class ConvLSTM1D extends ConvLSTM<ConvLSTM1D> {
    ConvLSTM1D() {
        super(1);
    }

    public ConvLSTM1D(int filters, int kernelSize) {
        super(1, filters, new int[] {kernelSize});
    }
}
