package org.triceras.keras.layers;

/** In training sets whole channels of sequences (batch, steps, channels) to zero: {@code spatialDropout1d(0.2)}. */
public final class SpatialDropout1D extends SpatialDropout<SpatialDropout1D> {
    SpatialDropout1D() {
        this(0);
    }

    /** @param rate the part of the channels to drop, from 0 to 1 */
    public SpatialDropout1D(double rate) {
        super(1, rate);
    }
}
