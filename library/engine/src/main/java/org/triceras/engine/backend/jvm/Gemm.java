package org.triceras.engine.backend.jvm;

/**
 * float32 matrix products. C (m x n) = A (m x k) B (k x n), each operand possibly stored transposed, at any offset and row distance; with
 * {@code accumulate} the product is added to C.
 *
 * <p>B is packed into panels as wide as a tile by all threads; then each thread takes blocks of C, packs the rows of A for it and runs the
 * micro-kernel. With few rows B is read where it lies ({@link DirectGemm}). The sum of each element runs over k in order, one fused multiply-add at a time,
 * whatever the blocks, the number of threads and the vector width: one row of a batch gives the same bits as the row alone.
 *
 * <p>Where half of an operand is zeros or more, as in pictures with a margin, words that a text has or not, one-hot classes, and whatever comes from a rectifier
 * or from dropout, these are left out ({@link SparseGemm}), if the other one is finite. The bits stay the same, but for the sign of a zero.
 *
 * <p>Measured figures are in docs/performance.md; run {@code org.triceras.benchmarks.KernelBench} for those of a machine.
 */
public final class Gemm {
    /** Depth of a block. Deep ones, whose panel of B comes from the second-level cache, measured best: 213 GFLOP/s, with 320 196. */
    private static final int BLOCK_DEPTH = 512;

    /** Rows of a block: its packed A takes up to 3/4 of a second-level cache of 1 MB. */
    private static final int BLOCK_ROWS = 384;

    /** Columns of B that are packed at once hold at most this many floats. */
    private static final int PACKED_SIZE = 1 << 23;

    /** Rows of a block with an epilogue: what it works on stays in the second-level cache. */
    private static final int EPILOGUE_BLOCK_ROWS = 96;

    /** Multiply-adds that are worth a second thread. */
    static final long PARALLEL = 300_000;

    private static final class Default {
        static final Gemm INSTANCE = new Gemm(Simd.kernels());
    }

    private final GemmTiles tiles;
    private final DirectGemm direct;
    private final SparseGemm sparse;
    private final int width;

    public Gemm(Kernels kernels) {
        this.tiles = kernels.gemmTiles();
        this.direct = new DirectGemm(tiles);
        this.sparse = new SparseGemm(kernels);
        this.width = tiles.columns();
    }

    /** The product with the fastest kernels. */
    public static Gemm get() {
        return Default.INSTANCE;
    }

    /** See the class; {@code epilogue} may be null. */
    public void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            boolean transposeA,
            float[] b,
            int bo,
            int ldb,
            boolean transposeB,
            float[] c,
            int co,
            int ldc,
            boolean accumulate,
            Epilogue epilogue) {
        MatrixSource left = new MatrixSource(tiles, a, ao, lda, !transposeA);
        MatrixSource right = new MatrixSource(tiles, b, bo, ldb, transposeB);
        if (!accumulate && sparse.multiply(m, n, k, left, right, c, co, ldc, epilogue)) {
            return;
        }
        if (!transposeB && direct.handles(m, n, k)) {
            direct.multiply(m, n, k, left, b, bo, ldb, c, co, ldc, accumulate, epilogue);
        } else {
            multiply(m, n, k, left, right, c, co, ldc, accumulate, epilogue);
        }
    }

    /** Whether {@link #multiply} with a right operand that was not packed would leave out zeros of A. */
    public boolean leavesOutZeros(int m, int n, int k, float[] a, int ao, int lda, boolean transposeA) {
        return sparse.handlesLeft(m, n, k, new MatrixSource(tiles, a, ao, lda, !transposeA));
    }

    /** One part for each thread, in multiples of {@code unit}. */
    static int shareOf(int columns, int unit, ThreadTeam team) {
        int units = (columns + unit - 1) / unit;
        int shares = Math.min(team.threads(), units);
        return (units + shares - 1) / shares * unit;
    }

    /**
     * Products of contiguous matrices of one size: matrix i of A begins at {@code ao + aOffsets[i]}, of B at {@code bo + bOffsets[i]}; the
     * results follow each other from {@code co} on. Small products are shared out whole among the threads. The epilogue counts rows and
     * columns from the start of the product that it is called for.
     */
    public void batched(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int[] aOffsets,
            boolean transposeA,
            float[] b,
            int bo,
            int[] bOffsets,
            boolean transposeB,
            float[] c,
            int co,
            boolean accumulate,
            Epilogue epilogue) {
        int lda = transposeA ? m : k;
        int ldb = transposeB ? k : n;
        int count = aOffsets.length;
        long work = (long) m * n * k;
        int together =
                work >= 16 * PARALLEL || work * count < PARALLEL ? count : (int) (PARALLEL / Math.max(1, work) + 1);
        ThreadTeam.current().ranges(count, Math.max(1, together), (from, to) -> {
            for (int i = from; i < to; i++) {
                int at = co + i * m * n;
                multiply(
                        m,
                        n,
                        k,
                        a,
                        ao + aOffsets[i],
                        lda,
                        transposeA,
                        b,
                        bo + bOffsets[i],
                        ldb,
                        transposeB,
                        c,
                        at,
                        n,
                        accumulate,
                        epilogue);
            }
        });
    }

    /** Packs a right operand of k rows and n columns for {@link #multiply}. */
    public PackedMatrix pack(int k, int n, float[] b, int bo, int ldb, boolean transposeB) {
        PackedMatrix packed = packed(k, n, null);
        repack(packed, b, bo, ldb, transposeB);
        return packed;
    }

    /** Packs new values of the same matrix. */
    public void repack(PackedMatrix packed, float[] b, int bo, int ldb, boolean transposeB) {
        pack(packed, new MatrixSource(tiles, b, bo, ldb, transposeB), 0);
    }

    /** A product whose right operand was packed before. */
    public void multiply(
            int m,
            float[] a,
            int ao,
            int lda,
            boolean transposeA,
            PackedMatrix b,
            float[] c,
            int co,
            int ldc,
            boolean accumulate,
            Epilogue epilogue) {
        blocks(m, b, new MatrixSource(tiles, a, ao, lda, !transposeA), 0, c, co, ldc, accumulate, epilogue);
    }

    void multiply(
            int m,
            int n,
            int k,
            PanelSource a,
            PanelSource b,
            float[] c,
            int co,
            int ldc,
            boolean accumulate,
            Epilogue epilogue) {
        int most = (int) Math.max(
                width, Math.min(Integer.MAX_VALUE / 2, PACKED_SIZE / (long) Math.max(1, k)) / width * width);
        for (int j = 0; j < n; j += most) {
            int nc = Math.min(most, n - j);
            PackedMatrix packed = packed(k, nc, Scratch.get());
            pack(packed, b, j);
            blocks(m, packed, a, j, c, co + j, ldc, accumulate, epilogue);
        }
    }

    private PackedMatrix packed(int k, int n, Scratch scratch) {
        int blocks = Math.max(1, (k + BLOCK_DEPTH - 1) / BLOCK_DEPTH);
        int depth = Math.max(1, (k + blocks - 1) / blocks);
        int size = k * ((n + width - 1) / width * width);
        return new PackedMatrix(k, n, width, depth, scratch == null ? new float[size] : scratch.right(size));
    }

    private void pack(PackedMatrix packed, PanelSource source, int firstColumn) {
        int panels = packed.panels() * packed.blocks();
        if (packed.size() < 20_000) {
            for (int i = 0; i < panels; i++) {
                packed.pack(source, firstColumn, i);
            }
        } else {
            ThreadTeam.current().ranges(panels, 1, (from, to) -> {
                for (int i = from; i < to; i++) {
                    packed.pack(source, firstColumn, i);
                }
            });
        }
    }

    /** Cuts C into blocks for the threads. Which thread computes what does not change a bit of the result. */
    private void blocks(
            int m,
            PackedMatrix b,
            PanelSource a,
            int firstColumn,
            float[] c,
            int co,
            int ldc,
            boolean accumulate,
            Epilogue epilogue) {
        if (m == 0 || b.columns == 0) {
            return;
        }
        ThreadTeam team = ThreadTeam.current();
        int threads = (long) m * b.columns * b.depth < PARALLEL ? 1 : team.free();
        int height = tiles.maxRows();
        int strips = (m + height - 1) / height;
        int most = epilogue == null ? BLOCK_ROWS : EPILOGUE_BLOCK_ROWS;
        int across = Math.max(1, (m + most - 1) / most);
        if (threads > 1) {
            across = Math.min(strips, (across + threads - 1) / threads * threads);
        }
        int along = across >= threads ? 1 : Math.min(b.panels(), (2 * threads + across - 1) / across);
        int rowBlocks = across;
        int columnBlocks = along;
        if (rowBlocks * columnBlocks == 1) {
            block(0, m, b, 0, b.panels(), a, firstColumn, c, co, ldc, accumulate, epilogue);
            return;
        }
        ThreadTeam.PartTask task = part -> {
            int row = part / columnBlocks;
            int column = part % columnBlocks;
            block(
                    (int) ((long) strips * row / rowBlocks) * height,
                    Math.min(m, (int) ((long) strips * (row + 1) / rowBlocks) * height),
                    b,
                    (int) ((long) b.panels() * column / columnBlocks),
                    (int) ((long) b.panels() * (column + 1) / columnBlocks),
                    a,
                    firstColumn,
                    c,
                    co,
                    ldc,
                    accumulate,
                    epilogue);
        };
        if (threads == 1) {
            for (int part = 0; part < rowBlocks * columnBlocks; part++) {
                task.run(part);
            }
        } else {
            team.run(rowBlocks * columnBlocks, task);
        }
    }

    private void block(
            int rowFrom,
            int rowTo,
            PackedMatrix b,
            int panelFrom,
            int panelTo,
            PanelSource a,
            int firstColumn,
            float[] c,
            int co,
            int ldc,
            boolean accumulate,
            Epilogue epilogue) {
        Strips strips = Scratch.get().strips();
        boolean add = accumulate;
        int p = 0;
        do {
            int kc = Math.min(b.blockDepth, b.depth - p);
            strips.begin(tiles, rowTo - rowFrom, kc);
            strips.pack(a, rowFrom, p, 0, strips.count());
            for (int j = panelFrom; j < panelTo; j++) {
                int columns = Math.min(width, b.columns - j * width);
                int at = co + rowFrom * ldc + j * width;
                for (int i = 0; i < strips.count(); i++) {
                    strips.tile(i, columns, 0, kc, b.data, b.offset(p, kc, j), width, c, at, ldc, add);
                    at += tiles.maxRows() * ldc;
                }
            }
            add = true;
            p += b.blockDepth;
        } while (p < b.depth);
        if (epilogue != null) {
            int column = panelFrom * width;
            int columns = Math.min(b.columns, panelTo * width) - column;
            epilogue.apply(
                    c, co + rowFrom * ldc + column, ldc, rowFrom, rowTo - rowFrom, firstColumn + column, columns);
        }
    }
}
