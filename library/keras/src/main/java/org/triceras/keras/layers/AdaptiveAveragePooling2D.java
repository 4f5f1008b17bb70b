package org.triceras.keras.layers;

/** As many means as asked for, of images (batch, height, width, channels) of any size: {@code adaptiveAveragePooling2d(7)}. */
public final class AdaptiveAveragePooling2D extends AdaptivePooling<AdaptiveAveragePooling2D> {
    AdaptiveAveragePooling2D() {
        this(1);
    }

    /** @param outputSize one number, or height and width of the output */
    public AdaptiveAveragePooling2D(int... outputSize) {
        super(2, false, outputSize);
    }
}
