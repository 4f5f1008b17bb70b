package org.triceras.keras.layers;

/** Convolution of each channel by itself over images (batch, height, width, channels): {@code depthwiseConv2d(3)}. */
public final class DepthwiseConv2D extends DepthwiseConv<DepthwiseConv2D> {
    DepthwiseConv2D() {
        super(2);
    }

    /** @param kernelSize one number for a square window, or height and width */
    public DepthwiseConv2D(int... kernelSize) {
        super(2, kernelSize);
    }
}
