package org.triceras.keras.layers;

/** Zeros around sequences (batch, steps, channels): {@code zeroPadding1d(1)}. */
public final class ZeroPadding1D extends ZeroPadding<ZeroPadding1D> {
    /** @param padding one number for all sides (1 when left out) or before and after */
    public ZeroPadding1D(int... padding) {
        super(1, padding.length == 0 ? new int[] {1} : padding);
    }
}
