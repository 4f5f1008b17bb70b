package org.triceras.keras.layers;

/** In training sets whole channels of volumes (batch, depth, height, width, channels) to zero: {@code spatialDropout3d(0.2)}. */
public final class SpatialDropout3D extends SpatialDropout<SpatialDropout3D> {
    SpatialDropout3D() {
        this(0);
    }

    /** @param rate the part of the channels to drop, from 0 to 1 */
    public SpatialDropout3D(double rate) {
        super(3, rate);
    }

    /** "channels_last" or "channels_first". */
    public SpatialDropout3D dataFormat(String dataFormat) {
        setDataFormat(dataFormat);
        return this;
    }
}
