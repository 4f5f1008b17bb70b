package org.triceras.keras.layers;

/** As many means as asked for, of volumes (batch, depth, height, width, channels) of any size: {@code adaptiveAveragePooling3d(2, 4, 4)}. */
public final class AdaptiveAveragePooling3D extends AdaptivePooling<AdaptiveAveragePooling3D> {
    AdaptiveAveragePooling3D() {
        this(1);
    }

    /** @param outputSize one number, or depth, height and width of the output */
    public AdaptiveAveragePooling3D(int... outputSize) {
        super(3, false, outputSize);
    }
}
