package org.triceras.keras.layers;

/** Transposed convolution over volumes (batch, depth, height, width, channels): {@code conv3dTranspose(16, 3).strides(2)} makes them larger. */
public final class Conv3DTranspose extends ConvTranspose<Conv3DTranspose> {
    Conv3DTranspose() {
        super(3);
    }

    /** @param kernelSize one number for a cube, or depth, height and width */
    public Conv3DTranspose(int filters, int... kernelSize) {
        super(3, filters, kernelSize);
    }
}
