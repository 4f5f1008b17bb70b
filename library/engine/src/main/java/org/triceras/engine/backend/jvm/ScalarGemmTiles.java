package org.triceras.engine.backend.jvm;

/**
 * Tiles of 4 x 8 in plain Java. The inner loop over columns is one that C2 vectorises by itself where it can; without hardware FMA
 * {@link Math#fma} would take microseconds, so multiply and add are then separate and results differ in the last bits.
 */
final class ScalarGemmTiles implements GemmTiles {
    private static final int COLUMNS = 32;

    private final boolean fma = Simd.hasFma();

    @Override
    public int maxRows() {
        return 4;
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
        for (int i = 0; i < rows; i++) {
            int ci = co + i * ldc;
            if (!accumulate) {
                java.util.Arrays.fill(c, ci, ci + COLUMNS, 0f);
            }
            for (int p = 0; p < kc; p++) {
                axpy(a[ao + p * rows + i], b, bo + p * bs, c, ci);
            }
        }
    }

    @Override
    public void row(int kc, float[] a, int ao, float[] b, int bo, int bs, float[] c, int co, boolean accumulate) {
        tile(1, kc, a, ao, b, bo, bs, c, co, 0, accumulate);
    }

    @Override
    public int halfRowColumns() {
        return rowColumns();
    }

    @Override
    public void halfRow(int kc, float[] a, int ao, float[] b, int bo, int bs, float[] c, int co) {
        row(kc, a, ao, b, bo, bs, c, co, false);
    }

    private void axpy(float x, float[] b, int bo, float[] c, int co) {
        if (fma) {
            for (int j = 0; j < COLUMNS; j++) {
                c[co + j] = Math.fma(x, b[bo + j], c[co + j]);
            }
        } else {
            for (int j = 0; j < COLUMNS; j++) {
                c[co + j] += x * b[bo + j];
            }
        }
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
