package org.triceras.keras.layers;

/** Cuts off the borders of volumes (batch, depth, height, width, channels): {@code cropping3d(1)}. */
public final class Cropping3D extends Cropping<Cropping3D> {
    /** @param cropping one number for all sides (1 when left out), one for each axis, or before and after for each axis */
    public Cropping3D(int... cropping) {
        super(3, cropping.length == 0 ? new int[] {1} : cropping);
    }

    /** "channels_last" or "channels_first". */
    public Cropping3D dataFormat(String dataFormat) {
        setDataFormat(dataFormat);
        return this;
    }
}
