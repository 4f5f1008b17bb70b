package org.triceras.keras.layers;

/** As many largest values as asked for, of volumes (batch, depth, height, width, channels) of any size: {@code adaptiveMaxPooling3d(2, 4, 4)}. */
public final class AdaptiveMaxPooling3D extends AdaptivePooling<AdaptiveMaxPooling3D> {
    AdaptiveMaxPooling3D() {
        this(1);
    }

    /** @param outputSize one number, or depth, height and width of the output */
    public AdaptiveMaxPooling3D(int... outputSize) {
        super(3, true, outputSize);
    }
}
