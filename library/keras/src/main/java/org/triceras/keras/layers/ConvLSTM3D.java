package org.triceras.keras.layers;

/** An LSTM over sequences of volumes (batch, steps, depth, height, width, channels): {@code convLSTM3d(16, 3).padding("same")}. */
public final class ConvLSTM3D extends ConvLSTM<ConvLSTM3D> {
    ConvLSTM3D() {
        super(3);
    }

    public ConvLSTM3D(int filters, int... kernelSize) {
        super(3, filters, kernelSize);
    }
}
