package org.triceras.keras.layers;

/** The largest value in each window of images (batch, height, width, channels): {@code maxPooling2d(2)}. */
public final class MaxPooling2D extends Pooling<MaxPooling2D> {
    /** @param poolSize one number for a square window (2 when left out), or height and width */
    public MaxPooling2D(int... poolSize) {
        super(2, true, poolSize);
    }
}
