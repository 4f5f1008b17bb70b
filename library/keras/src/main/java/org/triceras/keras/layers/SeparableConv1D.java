package org.triceras.keras.layers;

/** Depthwise convolution over sequences (batch, steps, channels), then one that mixes the channels: {@code separableConv1d(32, 3)}. */
public final class SeparableConv1D extends SeparableConv<SeparableConv1D> {
    SeparableConv1D() {
        super(1);
    }

    public SeparableConv1D(int filters, int kernelSize) {
        super(1, filters, new int[] {kernelSize});
    }
}
