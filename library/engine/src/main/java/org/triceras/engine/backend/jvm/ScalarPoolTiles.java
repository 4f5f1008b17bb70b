package org.triceras.engine.backend.jvm;

/** Pooling windows, channel by channel. */
public final class ScalarPoolTiles implements PoolTiles {
    @Override
    public void max(
            float[] x, int xo, int rows, int rowStride, int columns, int columnStride, float[] y, int yo, int n) {
        for (int k = 0; k < n; k++) {
            float max = x[xo + k];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    max = Math.max(max, x[xo + i * rowStride + j * columnStride + k]);
                }
            }
            y[yo + k] = max;
        }
    }

    @Override
    public void maxGradient(
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
            int n) {
        for (int k = 0; k < n; k++) {
            float max = x[xo + k];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    max = Math.max(max, x[xo + i * rowStride + j * columnStride + k]);
                }
            }
            float left = dy[dyo + k];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    int at = i * rowStride + j * columnStride + k;
                    boolean here = x[xo + at] == max;
                    float d = here ? left : 0f;
                    dx[dxo + at] = add ? dx[dxo + at] + d : d;
                    left = here ? 0f : left;
                }
            }
        }
    }
}
