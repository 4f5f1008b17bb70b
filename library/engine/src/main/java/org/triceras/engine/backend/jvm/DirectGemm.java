package org.triceras.engine.backend.jvm;

/**
 * float32 matrix products of few rows, whose right operand is read where it lies; see {@link Gemm}. The left one is packed by all threads, then each
 * takes some columns of B, or some strips of A where B is narrow.
 */
final class DirectGemm {
    /** Up to so many rows B is read where it lies; with more, packing it pays. */
    private static final int ROWS = 192;

    /** With narrower tiles, which read less than two cache lines of each row of B, only where A and B are of moderate size (floats). */
    private static final int COLUMNS = 32;

    private static final int LEFT = 1 << 17;

    private static final int RIGHT = 600_000;

    /**
     * Rows of B that are read at once where it is not packed. The rows of a large B are far apart, often by a power of two: with all of them, what
     * neighbours read goes out of the caches before it is used. 28 x 512 x 3584 reaches 390 GFLOP/s so, 128 x 1024 x 4096 410; packed 270 and 320.
     */
    private static final int DEPTH = 512;

    private final GemmTiles tiles;
    private final int width;

    DirectGemm(GemmTiles tiles) {
        this.tiles = tiles;
        this.width = tiles.columns();
    }

    /** Whether packing B would cost more than reading it where it lies. */
    boolean handles(int m, int n, int k) {
        boolean isSmall = (long) m * k <= LEFT && (long) k * n <= RIGHT;
        return m <= 2 * tiles.maxRows() || m <= ROWS && (width >= COLUMNS || isSmall);
    }

    /** Whether not all rows of B are to be read at once. */
    private static boolean isDeep(int k) {
        return k > 2 * DEPTH;
    }

    /** C = A B or C = C + A B, then the epilogue, unless it is null. */
    void multiply(
            int m,
            int n,
            int k,
            PanelSource a,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate,
            Epilogue epilogue) {
        if (m == 0 || n == 0) {
            return;
        }
        ThreadTeam team = ThreadTeam.current();
        Strips strips = Scratch.get().strips();
        strips.begin(tiles, m, k);
        int count = strips.count();
        if ((long) m * k < 20_000) {
            strips.pack(a, 0, 0, 0, count);
        } else {
            team.ranges(count, 1, (from, to) -> strips.pack(a, 0, 0, from, to));
        }
        int step = 2 * width;
        if (m == 1) {
            // What takes microseconds is not worth balancing.
            step = Gemm.shareOf(n, tiles.rowColumns(), team);
        } else if (isDeep(k)) {
            // Long pieces of B's rows are read sooner.
            step = Gemm.shareOf(n, width, team);
        }
        if ((long) m * n * k < (m == 1 ? RowProduct.PARALLEL : Gemm.PARALLEL)) {
            tiles(strips, 0, count, 0, n, k, b, bo, ldb, c, co, ldc, accumulate);
        } else if (n > step) {
            team.ranges(
                    n, step, (from, to) -> tiles(strips, 0, count, from, to, k, b, bo, ldb, c, co, ldc, accumulate));
        } else {
            team.ranges(count, 1, (from, to) -> tiles(strips, from, to, 0, n, k, b, bo, ldb, c, co, ldc, accumulate));
        }
        if (epilogue != null) {
            epilogue.applyByRows(c, co, ldc, m, n);
        }
    }

    /** Some strips, and the columns {@code from} to {@code to - 1} of C. */
    private void tiles(
            Strips strips,
            int stripFrom,
            int stripTo,
            int from,
            int to,
            int k,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int block = isDeep(k) ? DEPTH : Math.max(1, k);
        int p = 0;
        do {
            int depth = Math.min(block, k - p);
            boolean add = accumulate || p > 0;
            tiles(strips, stripFrom, stripTo, from, to, p, depth, b, bo + p * ldb, ldb, c, co, ldc, add);
            p += block;
        } while (p < k);
    }

    /** The same for the depths from {@code first} on; {@code bo} is where the first of them is in B. */
    private void tiles(
            Strips strips,
            int stripFrom,
            int stripTo,
            int from,
            int to,
            int first,
            int depth,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean add) {
        int j = from;
        if (stripTo == 1 && strips.rows(0) == 1) {
            int wide = tiles.rowColumns();
            for (; j + wide <= to; j += wide) {
                strips.row(wide, first, depth, b, bo + j, ldb, c, co + j, add);
            }
        }
        for (; j < to; j += width) {
            int columns = Math.min(width, to - j);
            for (int i = stripFrom; i < stripTo; i++) {
                int at = co + i * tiles.maxRows() * ldc + j;
                if (columns == width) {
                    strips.tile(i, columns, first, depth, b, bo + j, ldb, c, at, ldc, add);
                } else {
                    lastColumns(strips, i, columns, first, depth, b, bo + j, ldb, c, at, ldc, add);
                }
            }
        }
    }

    /**
     * A tile over the edge that reads B in place: beyond the columns of B it reads what follows in the array and drops the result. The last
     * rows, where nothing follows, are done element by element.
     */
    private void lastColumns(
            Strips strips,
            int i,
            int columns,
            int first,
            int depth,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int at,
            int ldc,
            boolean add) {
        int safe = depth;
        while (safe > 0 && bo + (long) (safe - 1) * ldb + width > b.length) {
            safe--;
        }
        strips.tile(i, columns, first, safe, b, bo, ldb, c, at, ldc, add);
        for (int p = safe; p < depth; p++) {
            for (int r = 0; r < strips.rows(i); r++) {
                float x = strips.get(i, r, first + p);
                for (int j = 0; j < columns; j++) {
                    int to = at + r * ldc + j;
                    c[to] = Math.fma(x, b[bo + p * ldb + j], c[to]);
                }
            }
        }
    }
}
