package org.triceras.keras.layers;

/** Convolution over volumes (batch, depth, height, width, channels): {@code conv3d(16, 3).padding("same")}. */
public final class Conv3D extends Conv<Conv3D> {
    Conv3D() {
        super(3);
    }

    /** @param kernelSize one number for a cube, or depth, height and width */
    public Conv3D(int filters, int... kernelSize) {
        super(3, filters, kernelSize);
    }
}
