package org.triceras.engine.backend.jvm;

import java.util.Arrays;

/** The kernels of convolution in plain Java; the loop over columns is left to C2's own vectoriser. */
final class ScalarConvTiles implements ConvTiles {
    private static final int COLUMNS = 32;
    private static final int ROWS = 8;

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public int supportedPositions(int rows) {
        return Math.min(rows, ROWS);
    }

    @Override
    public int supportedTaps(int rows) {
        return Math.min(rows, ROWS);
    }

    @Override
    public void positions(
            int rows,
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate) {
        for (int i = 0; i < rows; i++) {
            int to = cOffset[ci + i] + cShift;
            if (!accumulate) {
                Arrays.fill(c, to, to + COLUMNS, 0f);
            }
            int from = rowOffset[ro + i] + shift;
            for (int p = 0; p < kc; p++) {
                axpy(x[from + p], b, bo + p * COLUMNS, c, to);
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
                Arrays.fill(c, ci, ci + COLUMNS, 0f);
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

    @Override
    public boolean hasNine() {
        return false;
    }

    @Override
    public void positionsNine(
            int rows, float[] x, int[] rowOffset, int[] runs, float[] b, int bo, float[] c, int co, int ldc) {
        throw new UnsupportedOperationException("Scalar kernels of convolution have none for nine elements.");
    }

    @Override
    public void tapsNine(
            int kc,
            float[] x,
            int[] depthOffset,
            int[] runs,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        throw new UnsupportedOperationException("Scalar kernels of convolution have none for nine elements.");
    }

    @Override
    public void add(float[] x, int xo, float[] to, int o, int n) {
        for (int i = 0; i < n; i++) {
            to[o + i] += x[xo + i];
        }
    }
}
