package org.triceras.keras.layers;

/** The largest value in each window of volumes (batch, depth, height, width, channels): {@code maxPooling3d(2)}. */
public final class MaxPooling3D extends Pooling<MaxPooling3D> {
    /** @param poolSize one number for a cube (2 when left out), or depth, height and width */
    public MaxPooling3D(int... poolSize) {
        super(3, true, poolSize);
    }
}
