package org.triceras.keras.layers;

/** Transposed convolution over sequences (batch, steps, channels): {@code conv1dTranspose(16, 3).strides(2)} makes them larger. */
public final class Conv1DTranspose extends ConvTranspose<Conv1DTranspose> {
    Conv1DTranspose() {
        super(1);
    }

    public Conv1DTranspose(int filters, int kernelSize) {
        super(1, filters, new int[] {kernelSize});
    }
}
