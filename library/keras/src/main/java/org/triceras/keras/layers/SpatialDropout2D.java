package org.triceras.keras.layers;

/** In training sets whole channels of images (batch, height, width, channels) to zero: {@code spatialDropout2d(0.2)}. */
public final class SpatialDropout2D extends SpatialDropout<SpatialDropout2D> {
    SpatialDropout2D() {
        this(0);
    }

    /** @param rate the part of the channels to drop, from 0 to 1 */
    public SpatialDropout2D(double rate) {
        super(2, rate);
    }

    /** "channels_last" or "channels_first". */
    public SpatialDropout2D dataFormat(String dataFormat) {
        setDataFormat(dataFormat);
        return this;
    }
}
