package org.triceras.keras.layers;

/** Convolution over sequences (batch, steps, channels): {@code conv1d(32, 3).activation("relu")}. */
public final class Conv1D extends Conv<Conv1D> {
    Conv1D() {
        super(1);
    }

    public Conv1D(int filters, int kernelSize) {
        super(1, filters, new int[] {kernelSize});
    }
}
