package org.triceras.keras.layers;

/** The mean in each window of volumes (batch, depth, height, width, channels): {@code averagePooling3d(2)}. */
public final class AveragePooling3D extends Pooling<AveragePooling3D> {
    /** @param poolSize one number for a cube (2 when left out), or depth, height and width */
    public AveragePooling3D(int... poolSize) {
        super(3, false, poolSize);
    }
}
