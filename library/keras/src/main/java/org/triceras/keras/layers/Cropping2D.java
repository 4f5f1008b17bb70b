package org.triceras.keras.layers;

/** Cuts off the borders of images (batch, height, width, channels): {@code cropping2d(1)}. */
public final class Cropping2D extends Cropping<Cropping2D> {
    /** @param cropping one number for all sides (0 when left out), one for each axis, or before and after for each axis */
    public Cropping2D(int... cropping) {
        super(2, cropping.length == 0 ? new int[] {0} : cropping);
    }

    /** "channels_last" or "channels_first". */
    public Cropping2D dataFormat(String dataFormat) {
        setDataFormat(dataFormat);
        return this;
    }
}
