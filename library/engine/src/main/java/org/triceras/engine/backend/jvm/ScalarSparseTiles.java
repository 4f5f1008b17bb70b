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
            int at = co + i * ldc;
            int q = starts[s + i * step];
            int end = starts[s + i * step + 1];
            sums.begin(0, c, at, COLUMNS, accumulate);
            for (; q + 4 <= end; q += 4) {
                sums.takeFour(
                        b, bo + offsets[q], bo + offsets[q + 1], bo + offsets[q + 2], bo + offsets[q + 3], COLUMNS);
                sums.addFour(0, values[q], values[q + 1], values[q + 2], values[q + 3], COLUMNS);
            }
            for (; q < end; q++) {
                sums.takeOne(b, bo + offsets[q], COLUMNS);
                sums.addOne(0, values[q], COLUMNS);
            }
            sums.end(0, c, at, COLUMNS);
        }
    }
}
