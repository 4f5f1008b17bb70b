package org.triceras.keras.layers;

/** Convolution of each channel by itself over sequences (batch, steps, channels): {@code depthwiseConv1d(3)}. */
public final class DepthwiseConv1D extends DepthwiseConv<DepthwiseConv1D> {
    DepthwiseConv1D() {
        super(1);
    }

    public DepthwiseConv1D(int kernelSize) {
        super(1, new int[] {kernelSize});
    }
}
