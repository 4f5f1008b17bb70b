package org.triceras.keras.layers;

/** Zeros around volumes (batch, depth, height, width, channels): {@code zeroPadding3d(1)}. */
public final class ZeroPadding3D extends ZeroPadding<ZeroPadding3D> {
    /** @param padding one number for all sides (1 when left out), one for each axis, or before and after for each axis */
    public ZeroPadding3D(int... padding) {
        super(3, padding.length == 0 ? new int[] {1} : padding);
    }
}
