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
    /** Places that are looked at for zeros. */
    private static final int PROBES = 32;

    /** As many must be zero. To find zeros takes as long as a seventh of a product, so a fourth of all would just pay. */
    private static final int ZEROS = 14;

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

    @Override
    public int packNonzeros(int row, int rows, int height, int p, int kc, float[] to, int o, int[] depths, int d) {
        if (rows < height) {
            float[] panel = Scratch.get().stage(height * kc);
            pad(from(row, p), rows, height, kc, panel, 0);
            return tiles.copyNonzeros(height, panel, 0, height, kc, to, o, depths, d);
        }
        return depthIsContiguous
                ? Nonzeros.transpose(height, x, from(row, p), stride, kc, to, o, depths, d)
                : tiles.copyNonzeros(height, x, from(row, p), stride, kc, to, o, depths, d);
    }

    /** Looks here and there whether strips of so many rows are zero at enough depths. */
    boolean hasZeros(int rows, int depth, int height) {
        int zeros = 0;
        for (int i = 0; i < PROBES && zeros + PROBES - i >= ZEROS; i++) {
            int strip = (int) ((long) (rows / height) * i / PROBES);
            // Multiples of the golden ratio are spread evenly.
            int p = (int) ((i * 0x9E3779B9L & 0xFFFFFFFFL) * depth >>> 32);
            zeros += isZero(strip * height, height, p) ? 1 : 0;
        }
        return zeros >= ZEROS;
    }

    private boolean isZero(int row, int rows, int p) {
        for (int i = row; i < row + rows; i++) {
            if (x[from(i, p)] != 0) {
                return false;
            }
        }
        return true;
    }

    private int from(int row, int p) {
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
