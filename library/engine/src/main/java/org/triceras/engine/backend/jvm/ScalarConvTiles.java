package org.triceras.engine.backend.jvm;

/** The kernels of convolution in plain Java, with the loop of {@link PlainSums}. */
final class ScalarConvTiles implements ConvTiles {
    private static final int COLUMNS = 32;
    private static final int ROWS = PlainSums.ROWS;

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
        PlainSums sums = PlainSums.get();
        for (int i = 0; i < rows; i++) {
            sums.begin(i, c, cOffset[ci + i] + cShift, COLUMNS, accumulate);
        }
        int p = 0;
        for (; p + 4 <= kc; p += 4) {
            sums.takeFour(b, bo + p * COLUMNS, COLUMNS, COLUMNS);
            for (int i = 0; i < rows; i++) {
                int at = rowOffset[ro + i] + shift + p;
                sums.addFour(i, x[at], x[at + 1], x[at + 2], x[at + 3], COLUMNS);
            }
        }
        for (; p < kc; p++) {
            sums.takeOne(b, bo + p * COLUMNS, COLUMNS);
            for (int i = 0; i < rows; i++) {
                sums.addOne(i, x[rowOffset[ro + i] + shift + p], COLUMNS);
            }
        }
        for (int i = 0; i < rows; i++) {
            sums.end(i, c, cOffset[ci + i] + cShift, COLUMNS);
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
        PlainSums sums = PlainSums.get();
        for (int i = 0; i < rows; i++) {
            sums.begin(i, c, co + i * ldc, COLUMNS, accumulate);
        }
        int p = 0;
        for (; p + 4 <= kc; p += 4) {
            sums.takeFour(b, bo + p * bs, bs, COLUMNS);
            int d0 = depthOffset[p0 + p] + shift;
            int d1 = depthOffset[p0 + p + 1] + shift;
            int d2 = depthOffset[p0 + p + 2] + shift;
            int d3 = depthOffset[p0 + p + 3] + shift;
            for (int i = 0; i < rows; i++) {
                sums.addFour(i, x[d0 + i], x[d1 + i], x[d2 + i], x[d3 + i], COLUMNS);
            }
        }
        for (; p < kc; p++) {
            sums.takeOne(b, bo + p * bs, COLUMNS);
            int d = depthOffset[p0 + p] + shift;
            for (int i = 0; i < rows; i++) {
                sums.addOne(i, x[d + i], COLUMNS);
            }
        }
        for (int i = 0; i < rows; i++) {
            sums.end(i, c, co + i * ldc, COLUMNS);
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
