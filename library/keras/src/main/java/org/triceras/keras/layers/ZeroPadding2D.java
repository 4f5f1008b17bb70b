package org.triceras.keras.layers;

/** Zeros around images (batch, height, width, channels): {@code zeroPadding2d(1)}. */
public final class ZeroPadding2D extends ZeroPadding<ZeroPadding2D> {
    /** @param padding one number for all sides (1 when left out), one for each axis, or before and after for each axis */
    public ZeroPadding2D(int... padding) {
        super(2, padding.length == 0 ? new int[] {1} : padding);
    }
}
