package org.triceras.engine.backend.jvm;

/** The tiles of convolution in plain Java; the loop over columns is left to C2's own vectoriser. */
final class ScalarConvTiles implements ConvTiles {
    private static final int COLUMNS = 32;

    @Override
    public int maxRows() {
        return 8;
    }

    @Override
    public int supportedRows(int rows) {
        return Math.min(rows, maxRows());
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public void positions(
            int rows,
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int[] depthOffset,
            int p0,
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
                axpy(x[rowOffset[ro + i] + depthOffset[p0 + p]], b, bo + p * bs, c, ci);
            }
        }
    }

    @Override
    public void taps(
            int rows,
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
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
                axpy(x[depthOffset[p0 + p] + shift + i], b, bo + p * bs, c, ci);
            }
        }
    }

    private static void axpy(float a, float[] b, int bo, float[] c, int co) {
        for (int j = 0; j < COLUMNS; j++) {
            c[co + j] = Formulas.fma(a, b[bo + j], c[co + j]);
        }
    }
}
