package org.triceras.engine.backend.jvm;

/** Products with lists of numbers in plain Java, with the loop of {@link PlainSums}. */
final class ScalarSparseTiles implements SparseTiles {
    private static final int COLUMNS = PlainSums.COLUMNS;

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public int find(float[] x, int xo, int n, float[] values, int[] offsets, int at) {
        return Nonzeros.find(x, xo, 0, n, COLUMNS, values, offsets, at);
    }

    @Override
    public void multiply(
            int rows,
            float[] values,
            int[] offsets,
            int[] starts,
            int s,
            int step,
            float[] b,
            int bo,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        PlainSums sums = PlainSums.get();
        for (int i = 0; i < rows; i++) {
            int from = starts[s + i * step];
            int to = starts[s + i * step + 1];
            sums.row(values, from, to, offsets, from, b, bo, 1, c, co + i * ldc, accumulate);
        }
    }
}
