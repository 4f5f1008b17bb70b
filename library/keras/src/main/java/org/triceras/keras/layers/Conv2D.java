package org.triceras.keras.layers;

/** Convolution over images (batch, height, width, channels): {@code conv2d(32, 3).padding("same")}. */
public final class Conv2D extends Conv<Conv2D> {
    Conv2D() {
        super(2);
    }

    /** @param kernelSize one number for a square window, or height and width */
    public Conv2D(int filters, int... kernelSize) {
        super(2, filters, kernelSize);
    }
}
