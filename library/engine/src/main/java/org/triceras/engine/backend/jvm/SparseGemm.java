package org.triceras.engine.backend.jvm;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * float32 matrix products of which one operand is half zeros or more; see {@link Gemm}. Rows of A become lists of what is not zero in them ({@link SparseRows}), and
 * for each number of a list the kernel adds a row of a block of B to a row of C. Blocks are copied to where the first-level cache holds them and their
 * rows are whole cache lines of it. Where B has the zeros, the same is done with columns, which are the rows of the transposed product.
 *
 * <p>Threads share rows of C or columns, and nothing else: each makes its own lists and blocks. A line of memory that two cores have read costs eight nanoseconds
 * when one of them writes it again, where they have no third-level cache in common; to make lists twice is cheaper.
 */
final class SparseGemm {
    /** Fewer rows or columns, or depths, are multiplied before zeros are found. */
    private static final int SIDE = 64;

    private static final int LEAST_DEPTH = 32;

    /** Places that are looked at for zeros, and how many must be: where half of the numbers are, the dense product takes as long. */
    private static final int PROBES = 64;

    private static final int ZEROS = 32;

    /** The same for B, and how many more than A must have: columns of C have to be turned. */
    private static final int RIGHT_ZEROS = 40;

    private static final int MORE_ZEROS = 8;

    /** Floats of a block of B: 32 kB of a first-level cache. */
    private static final int BLOCK = 1 << 13;

    /** Depths, and numbers in all, that are made lists at once: they and the rows of C stay in a second-level cache. */
    private static final int DEPTH = 1024;

    private static final int LISTED = 1 << 17;

    /** Columns of C that are turned at once. */
    private static final int TURNED = 256;

    private final SparseTiles tiles;
    private final GemmTiles panels;
    private final FloatReductions reductions;
    private final int width;
    private final int depth;

    SparseGemm(Kernels kernels) {
        tiles = kernels.sparseTiles();
        panels = kernels.gemmTiles();
        reductions = kernels.reductions();
        width = tiles.columns();
        depth = BLOCK / width;
    }

    /** Whether A has so many zeros that leaving them out pays, as far as a few looks tell. */
    boolean handlesLeft(int m, int n, int k, MatrixSource a) {
        return zeros(m, n, k, a) >= ZEROS;
    }

    /** The zeros that are seen in a left operand; none where the product is too small or too narrow. */
    private int zeros(int m, int n, int k, MatrixSource a) {
        int beyond = (width - n % width) % width;
        boolean fits = m >= SIDE && n >= SIDE && beyond <= n / 4 && k >= LEAST_DEPTH;
        return fits ? a.zeros(m, k, PROBES) : 0;
    }

    /**
     * C = A B, then the epilogue, unless it is null, if zeros are to be left out. A zero adds nothing to a sum only if what it is multiplied with is
     * finite.
     *
     * @return false if C is not computed: there are too few zeros, or the other operand has numbers that are not finite, or so large that their sum is not
     */
    boolean multiply(
            int m, int n, int k, MatrixSource a, MatrixSource b, float[] c, int co, int ldc, Epilogue epilogue) {
        int left = zeros(m, n, k, a);
        int right = k <= DEPTH ? zeros(n, m, k, b) : 0;
        boolean isDone = right >= Math.max(RIGHT_ZEROS, left + MORE_ZEROS)
                ? multiply(n, m, k, b, a, new Result(c, co, ldc, true))
                : left >= ZEROS && multiply(m, n, k, a, b, new Result(c, co, ldc, false));
        if (isDone && epilogue != null) {
            epilogue.applyByRows(c, co, ldc, m, n);
        }
        return isDone;
    }

    /** Where C lies; if it is turned, element (i, j) of the product is what is at (j, i) there. */
    private record Result(float[] c, int offset, int stride, boolean isTurned) {}

    private boolean multiply(int m, int n, int k, MatrixSource a, PanelSource b, Result c) {
        ThreadTeam team = ThreadTeam.current();
        int threads = (long) m * n * k < Gemm.PARALLEL ? 1 : team.free();
        int columnParts = columnParts(m, n, threads);
        int rowParts = Math.min(m, threads / columnParts);
        int wide = (n + width - 1) / width;
        AtomicBoolean isFinite = new AtomicBoolean(true);
        team.run(rowParts * columnParts, part -> {
            int row = part / columnParts;
            int column = part % columnParts;
            int from = (int) ((long) m * row / rowParts);
            int to = (int) ((long) m * (row + 1) / rowParts);
            int left = (int) ((long) wide * column / columnParts) * width;
            int right = Math.min(n, (int) ((long) wide * (column + 1) / columnParts) * width);
            part(from, to, left, right, k, a, b, c, isFinite);
        });
        return isFinite.get();
    }

    /** Into how many parts to cut the columns, so that a thread has the least to do: a row's lists cost what three columns' blocks do, or the sums of sixteen elements. */
    private int columnParts(int m, int n, int threads) {
        int best = 1;
        long least = Long.MAX_VALUE;
        for (int parts = 1; parts <= Math.min(threads, (n + width - 1) / width); parts++) {
            long rows = (m + threads / parts - 1) / (threads / parts);
            long columns = ((n + width - 1) / width + parts - 1) / parts * width;
            long cost = 3 * rows + columns + rows * columns / 16;
            if (cost < least) {
                least = cost;
                best = parts;
            }
        }
        return best;
    }

    /** Rows {@code rowFrom} to {@code rowTo - 1} and columns {@code from} to {@code to - 1} of C. */
    private void part(
            int rowFrom,
            int rowTo,
            int from,
            int to,
            int k,
            MatrixSource a,
            PanelSource b,
            Result c,
            AtomicBoolean isFinite) {
        SparseRows lists = Scratch.get().sparseRows();
        int listed = LISTED / Math.min(k, DEPTH);
        int most = c.isTurned ? Math.min(listed, TURNED) : listed;
        for (int row = rowFrom; row < rowTo; row += most) {
            int rows = Math.min(most, rowTo - row);
            for (int p = 0; p < k; p += DEPTH) {
                int kc = Math.min(DEPTH, k - p);
                lists.take(tiles, panels, a, row, rows, p, kc, depth);
                for (int j = from; j < to && isFinite.get(); j += width) {
                    if (!columns(lists, row, rows, p, kc, b, j, Math.min(width, to - j), c)) {
                        isFinite.set(false);
                    }
                }
            }
        }
    }

    /** Adds all lists times some columns of B, at most a block's, to C, or begins its sums where p is 0. False if B is not finite. */
    private boolean columns(
            SparseRows lists, int row, int rows, int p, int kc, PanelSource b, int j, int columns, Result c) {
        // What reaches over the edge of C, or is to be turned, goes through a buffer.
        boolean isDirect = columns == width && !c.isTurned;
        float[] to = isDirect ? c.c : Scratch.get().tile(rows * width);
        int at = isDirect ? c.offset + row * c.stride + j : 0;
        int ld = isDirect ? c.stride : width;
        if (!isDirect && p > 0) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(c.c, c.offset + (row + i) * c.stride + j, to, i * width, columns);
            }
        }
        float[] block = Scratch.get().block(BLOCK);
        int start = AlignedFloats.START;
        for (int piece = 0; piece * depth < kc; piece++) {
            int first = p + piece * depth;
            int deep = Math.min(depth, p + kc - first);
            b.pack(j, columns, width, first, deep, block, start);
            if (!Float.isFinite(reductions.sum(block, start, deep * width))) {
                return false;
            }
            lists.multiply(tiles, rows, piece, block, start, to, at, ld, first > 0);
        }
        if (c.isTurned) {
            float[] turned = Scratch.get().stage(rows * columns);
            panels.transposePanel(rows, to, 0, width, columns, turned, 0);
            for (int i = 0; i < columns; i++) {
                System.arraycopy(turned, i * rows, c.c, c.offset + (j + i) * c.stride + row, rows);
            }
        } else if (!isDirect) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(to, i * width, c.c, c.offset + (row + i) * c.stride + j, columns);
            }
        }
        return true;
    }
}
