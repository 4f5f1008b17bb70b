package org.triceras.engine.backend.jvm;

/** Rows of a left operand as lists of what is not zero in them, cut into pieces of so many depths as a block of the right operand has. */
final class SparseRows {
    /** Rows of an operand stored transposed that are turned at once: a cache line of its rows. */
    private static final int TURNED = 16;

    private float[] values = {};
    private int[] offsets = {};
    /** Where the lists of (row, piece) begin. */
    private int[] starts = {};

    private int pieces;

    /** Takes rows {@code row} to {@code row + rows - 1} and depths {@code p} to {@code p + kc - 1}; {@code depth} of them are a piece. */
    void take(SparseTiles tiles, GemmTiles panels, MatrixSource a, int row, int rows, int p, int kc, int depth) {
        pieces = (kc + depth - 1) / depth;
        // As kernels may write a vector beyond a list.
        if (values.length < rows * kc + tiles.columns()) {
            values = new float[rows * kc + tiles.columns()];
            offsets = new int[rows * kc + tiles.columns()];
        }
        if (starts.length <= rows * pieces) {
            starts = new int[rows * pieces + 1];
        }
        int at = 0;
        if (a.depthIsContiguous()) {
            for (int i = 0; i < rows; i++) {
                at = take(tiles, a.x(), a.from(row + i, p), i, kc, depth, at);
            }
        } else {
            float[] turned = Scratch.get().stage(TURNED * kc);
            for (int i = 0; i < rows; i += TURNED) {
                int height = Math.min(TURNED, rows - i);
                panels.transposePanel(kc, a.x(), a.from(row + i, p), a.stride(), height, turned, 0);
                for (int r = 0; r < height; r++) {
                    at = take(tiles, turned, r * kc, i + r, kc, depth, at);
                }
            }
        }
        starts[rows * pieces] = at;
    }

    private int take(SparseTiles tiles, float[] x, int xo, int row, int kc, int depth, int from) {
        int at = from;
        for (int q = 0; q < pieces; q++) {
            starts[row * pieces + q] = at;
            int p = q * depth;
            at = tiles.find(x, xo + p, Math.min(depth, kc - p), values, offsets, at);
        }
        return at;
    }

    /** One piece of {@code rows} rows times a block of B, see {@link SparseTiles#multiply}. */
    void multiply(
            SparseTiles tiles, int rows, int piece, float[] b, int bo, float[] c, int co, int ldc, boolean accumulate) {
        tiles.multiply(rows, values, offsets, starts, piece, pieces, b, bo, c, co, ldc, accumulate);
    }
}
