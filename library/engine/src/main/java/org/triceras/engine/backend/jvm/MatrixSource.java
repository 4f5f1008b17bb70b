package org.triceras.engine.backend.jvm;

/**
 * A matrix in an array as operand of a product.
 *
 * @param tiles whose panels are to be packed
 * @param depthIsContiguous the elements of one row along the depth are neighbours (A not transposed, or B transposed); else those of one
 *     depth along the rows are
 */
record MatrixSource(GemmTiles tiles, float[] x, int offset, int stride, boolean depthIsContiguous)
        implements PanelSource {
    @Override
    public void pack(int row, int rows, int height, int p, int kc, float[] to, int o) {
        if (depthIsContiguous) {
            interleave(row, rows, height, p, kc, to, o);
        } else if (rows == height && height == tiles.columns()) {
            tiles.copyPanel(x, offset + p * stride + row, stride, kc, to, o);
        } else {
            copy(row, rows, height, p, kc, to, o);
        }
    }

    private void copy(int row, int rows, int height, int p, int kc, float[] to, int o) {
        int from = offset + p * stride + row;
        for (int q = 0; q < kc; q++) {
            for (int i = 0; i < rows; i++) {
                to[o + i] = x[from + i];
            }
            for (int i = rows; i < height; i++) {
                to[o + i] = 0;
            }
            from += stride;
            o += height;
        }
    }

    private void interleave(int row, int rows, int height, int p, int kc, float[] to, int o) {
        int i = 0;
        for (; i + 4 <= rows; i += 4) {
            int f0 = offset + (row + i) * stride + p;
            int f1 = f0 + stride;
            int f2 = f1 + stride;
            int f3 = f2 + stride;
            int t = o + i;
            for (int q = 0; q < kc; q++) {
                to[t] = x[f0 + q];
                to[t + 1] = x[f1 + q];
                to[t + 2] = x[f2 + q];
                to[t + 3] = x[f3 + q];
                t += height;
            }
        }
        for (; i < height; i++) {
            int t = o + i;
            if (i < rows) {
                int f = offset + (row + i) * stride + p;
                for (int q = 0; q < kc; q++) {
                    to[t] = x[f + q];
                    t += height;
                }
            } else {
                for (int q = 0; q < kc; q++) {
                    to[t] = 0;
                    t += height;
                }
            }
        }
    }
}
