package org.triceras.keras.layers;

/** An LSTM over sequences of images (batch, steps, height, width, channels): {@code convLSTM2d(16, 3).padding("same")}. */
public final class ConvLSTM2D extends ConvLSTM<ConvLSTM2D> {
    ConvLSTM2D() {
        super(2);
    }

    public ConvLSTM2D(int filters, int... kernelSize) {
        super(2, filters, kernelSize);
    }
}
