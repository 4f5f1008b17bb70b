package org.triceras.keras.layers;

/** As many largest values as asked for, of images (batch, height, width, channels) of any size: {@code adaptiveMaxPooling2d(7)}. */
public final class AdaptiveMaxPooling2D extends AdaptivePooling<AdaptiveMaxPooling2D> {
    AdaptiveMaxPooling2D() {
        this(1);
    }

    /** @param outputSize one number, or height and width of the output */
    public AdaptiveMaxPooling2D(int... outputSize) {
        super(2, true, outputSize);
    }
}
