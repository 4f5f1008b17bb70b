package org.triceras.keras.layers;

/** Depthwise convolution over images (batch, height, width, channels), then one that mixes the channels: {@code separableConv2d(32, 3)}. */
public final class SeparableConv2D extends SeparableConv<SeparableConv2D> {
    SeparableConv2D() {
        super(2);
    }

    /** @param kernelSize one number for a square window, or height and width */
    public SeparableConv2D(int filters, int... kernelSize) {
        super(2, filters, kernelSize);
    }
}
