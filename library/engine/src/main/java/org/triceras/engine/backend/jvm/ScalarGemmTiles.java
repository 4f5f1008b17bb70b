package org.triceras.engine.backend.jvm;

/** Tiles of up to 16 x 128 in plain Java, with the loop of {@link PlainSums}. */
final class ScalarGemmTiles implements GemmTiles {
    private static final int COLUMNS = PlainSums.COLUMNS;

    @Override
    public int maxRows() {
        return PlainSums.ROWS;
    }

    @Override
    public int rowsFor(int rows) {
        return rows;
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public int rowColumns() {
        return COLUMNS;
    }

    @Override
    public void tile(
            int rows,
            int kc,
            float[] a,
            int ao,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        PlainSums sums = PlainSums.get();
        for (int i = 0; i < rows; i++) {
            sums.begin(i, c, co + i * ldc, COLUMNS, accumulate);
        }
        int p = 0;
        for (; p + 4 <= kc; p += 4) {
            sums.takeFour(b, bo + p * bs, bs, COLUMNS);
            int at = ao + p * rows;
            for (int i = 0; i < rows; i++, at++) {
                sums.addFour(i, a[at], a[at + rows], a[at + 2 * rows], a[at + 3 * rows], COLUMNS);
            }
        }
        for (; p < kc; p++) {
            sums.takeOne(b, bo + p * bs, COLUMNS);
            for (int i = 0; i < rows; i++) {
                sums.addOne(i, a[ao + p * rows + i], COLUMNS);
            }
        }
        for (int i = 0; i < rows; i++) {
            sums.end(i, c, co + i * ldc, COLUMNS);
        }
    }

    @Override
    public int halfRowColumns() {
        return COLUMNS;
    }

    @Override
    public void row(
            int columns,
            int kc,
            float[] a,
            int ao,
            int[] depths,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            boolean accumulate) {
        PlainSums.get().row(a, ao, ao + kc, depths, 0, b, bo, bs, c, co, accumulate);
    }

    @Override
    public void copyPanel(int height, float[] x, int xo, int stride, int depth, float[] to, int o) {
        for (int p = 0; p < depth; p++) {
            System.arraycopy(x, xo + p * stride, to, o + p * height, height);
        }
    }

    /** Four rows at a time. */
    @Override
    public void transposePanel(int height, float[] x, int xo, int stride, int depth, float[] to, int o) {
        int i = 0;
        for (; i + 4 <= height; i += 4) {
            int f0 = xo + i * stride;
            int f1 = f0 + stride;
            int f2 = f1 + stride;
            int f3 = f2 + stride;
            int t = o + i;
            for (int p = 0; p < depth; p++) {
                to[t] = x[f0 + p];
                to[t + 1] = x[f1 + p];
                to[t + 2] = x[f2 + p];
                to[t + 3] = x[f3 + p];
                t += height;
            }
        }
        for (; i < height; i++) {
            int t = o + i;
            int f = xo + i * stride;
            for (int p = 0; p < depth; p++) {
                to[t] = x[f + p];
                t += height;
            }
        }
    }
}
