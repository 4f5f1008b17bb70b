package org.triceras.engine.backend.jvm;

/**
 * Pooling of some windows of one size that follow each other in a row of the image. Element (i, j) of channel k of window w lies at {@code
 * x[xo + w * step + i * rowStride + j * n + k]}; what belongs to the window, at {@code y[yo + w * n + k]}. Windows have at least one
 * element.
 */
public interface PoolTiles {
    /** The size of windows and where their elements lie; n is the number of channels. */
    record Windows(int count, int step, int rows, int columns, int rowStride, int n) {}

    /** y = the largest of each window; NaN if there is one. */
    void max(Windows w, float[] x, int xo, float[] y, int yo);

    /**
     * Gives dy to the first of each window's largest elements. dx has the same strides as x; it is added to where windows may overlap
     * ({@code add}), else set, with zeros for the other elements.
     */
    void maxGradient(Windows w, float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, boolean add);

    /** y = the mean of each window. */
    void average(Windows w, float[] x, int xo, float[] y, int yo);

    /** Shares dy among the elements of each window; dx is added to or set. */
    void averageGradient(Windows w, float[] dy, int dyo, float[] dx, int dxo, boolean add);
}
