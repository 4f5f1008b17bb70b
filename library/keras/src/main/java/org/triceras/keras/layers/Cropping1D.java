package org.triceras.keras.layers;

/** Cuts off the borders of sequences (batch, steps, channels): {@code cropping1d(1)}. */
public final class Cropping1D extends Cropping<Cropping1D> {
    /** @param cropping one number for all sides (1 when left out) or before and after */
    public Cropping1D(int... cropping) {
        super(1, cropping.length == 0 ? new int[] {1} : cropping);
    }
}
