package org.triceras.keras.layers;

/** Transposed convolution over images (batch, height, width, channels): {@code conv2dTranspose(16, 3).strides(2)} makes them larger. */
public final class Conv2DTranspose extends ConvTranspose<Conv2DTranspose> {
    Conv2DTranspose() {
        super(2);
    }

    /** @param kernelSize one number for a square window, or height and width */
    public Conv2DTranspose(int filters, int... kernelSize) {
        super(2, filters, kernelSize);
    }
}
