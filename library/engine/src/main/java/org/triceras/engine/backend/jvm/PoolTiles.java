package org.triceras.engine.backend.jvm;

/**
 * The largest value of one pooling window, for n neighbouring channels. The window's element (i, j) of channel k lies at {@code x[xo + i *
 * rowStride + j * columnStride + k]}.
 */
public interface PoolTiles {
    /** y[yo + k] = the largest of the window; NaN if there is one. The window has at least one element. */
    void max(float[] x, int xo, int rows, int rowStride, int columns, int columnStride, float[] y, int yo, int n);

    /**
     * Gives dy[dyo + k] to the first of the window's largest elements. dx has the same strides as x; it is added to where
     * windows may overlap ({@code add}), else set, with zeros for the other elements.
     */
    void maxGradient(
            float[] x,
            int xo,
            int rows,
            int rowStride,
            int columns,
            int columnStride,
            float[] dy,
            int dyo,
            float[] dx,
            int dxo,
            boolean add,
            int n);
}
