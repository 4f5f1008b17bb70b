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
        int from = from(row, p);
        if (rows < height) {
            pad(from, rows, height, kc, to, o);
        } else if (depthIsContiguous) {
            tiles.transposePanel(height, x, from, stride, kc, to, o);
        } else {
            tiles.copyPanel(height, x, from, stride, kc, to, o);
        }
    }

    /** How many zeros there are at some places that are spread evenly. */
    int zeros(int rows, int depth, int places) {
        int zeros = 0;
        for (int i = 0; i < places; i++) {
            int row = (int) ((long) rows * i / places);
            // Multiples of the golden ratio.
            int p = (int) ((i * 0x9E3779B9L & 0xFFFFFFFFL) * depth >>> 32);
            zeros += x[from(row, p)] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** Where element (row, p) is. */
    int from(int row, int p) {
        return depthIsContiguous ? offset + row * stride + p : offset + p * stride + row;
    }

    /** The last panel, filled up with zeros. */
    private void pad(int from, int rows, int height, int kc, float[] to, int o) {
        int across = depthIsContiguous ? stride : 1;
        int down = depthIsContiguous ? 1 : stride;
        for (int q = 0; q < kc; q++) {
            for (int i = 0; i < rows; i++) {
                to[o + i] = x[from + i * across];
            }
            for (int i = rows; i < height; i++) {
                to[o + i] = 0;
            }
            from += down;
            o += height;
        }
    }
}
