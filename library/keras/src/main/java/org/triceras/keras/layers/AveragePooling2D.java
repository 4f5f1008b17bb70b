package org.triceras.keras.layers;

/** The mean in each window of images (batch, height, width, channels): {@code averagePooling2d(2)}. */
public final class AveragePooling2D extends Pooling<AveragePooling2D> {
    /** @param poolSize one number for a square window (2 when left out), or height and width */
    public AveragePooling2D(int... poolSize) {
        super(2, false, poolSize);
    }
}
