package org.triceras.engine.backend.jvm;

/**
 * The float32 product of one row and a matrix that stays the same from call to call, as in predictions of one sample. Reading the matrix is all
 * the work, and the processor reads memory that lies in order twice as fast as pieces of rows: a core with AVX-512 reads 784 x 256 floats at
 * 200 GB/s instead of 120. So a matrix that was seen unchanged a few times is copied into panels as wide as the kernels read.
 *
 * <p>Where the row has many zeros, as behind a rectifier, rows of the matrix that they would be multiplied with are not read, unless the matrix has numbers
 * that are not finite.
 *
 * <p>Each element is one chain of fused multiply-adds in the order of the depth, as in {@link Gemm}, so neither changes a bit, but for the sign of a zero.
 */
public final class RowProduct {
    /** Larger matrices (floats) come from main memory, which is slower than any order in them. */
    private static final int LARGEST = 1 << 22;

    /** Multiply-adds that are worth a second thread, which reads from a cache of its own. */
    static final int PARALLEL = 50_000;

    /** Elements of the row that are looked at for zeros, and how many zeros are worth while. */
    private static final int PROBES = 32;

    private static final int ZEROS = 8;

    /** With fewer columns the row's zeros are found no sooner than the product. */
    private static final int SPARSE_COLUMNS = 64;

    private final GemmTiles tiles = Simd.kernels().gemmTiles();
    private final int n;
    private final int k;
    private final boolean transposed;
    private final KeptCopy<AlignedFloats> kept = new KeptCopy<>();
    /** Panels of {@link GemmTiles#rowColumns} columns, then of {@link GemmTiles#columns}, the last one filled up with zeros; or null. */
    private AlignedFloats panels;

    private boolean isFinite;

    /**
     * @param n columns of the matrix
     * @param k rows of the matrix
     * @param transposed true if it is stored as n rows of k
     */
    public RowProduct(int n, int k, boolean transposed) {
        this.n = n;
        this.k = k;
        this.transposed = transposed;
    }

    /** True if a matrix of that size is worth a copy. */
    public static boolean handles(int n, int k) {
        return n > 0 && k > 0 && (long) n * k <= LARGEST;
    }

    /**
     * Takes a look at the matrix before a product.
     *
     * @param stamp a number that is another one when the values are; 0 if that is not known
     * @return true if {@link #multiply} may be called
     */
    public boolean keep(long stamp, float[] b, int bo) {
        panels = kept.get(stamp, () -> pack(b, bo));
        return panels != null;
    }

    private AlignedFloats pack(float[] b, int bo) {
        int wide = tiles.rowColumns();
        int narrow = tiles.columns();
        int whole = n / wide * wide;
        int size = k * (whole + (n - whole + narrow - 1) / narrow * narrow);
        AlignedFloats packed = AlignedFloats.of(size);
        float[] to = packed.array();
        int o = packed.start();
        for (int j = 0; j < n; ) {
            int width = j < whole ? wide : narrow;
            int used = Math.min(width, n - j);
            for (int p = 0; p < k; p++) {
                for (int i = 0; i < used; i++) {
                    to[o + p * width + i] = b[bo + (transposed ? (j + i) * k + p : p * n + j + i)];
                }
            }
            o += k * width;
            j += used;
        }
        isFinite = Float.isFinite(Simd.kernels().reductions().sum(to, packed.start(), size));
        return packed;
    }

    /** c = a times the kept matrix; then the epilogue, unless it is null. */
    public void multiply(float[] a, int ao, float[] c, int co, Epilogue epilogue) {
        if (n < SPARSE_COLUMNS || !isFinite || !hasZeros(a, ao)) {
            multiply(k, a, ao, Depths.all(k), c, co, epilogue);
            return;
        }
        float[] values = Scratch.get().stage(k);
        int[] depths = Scratch.get().offsets(k);
        int kept = Nonzeros.find(a, ao, 0, k, 1, values, depths, 0);
        multiply(kept, values, 0, depths, c, co, epilogue);
    }

    private boolean hasZeros(float[] a, int ao) {
        int zeros = 0;
        for (int i = 0; i < PROBES; i++) {
            zeros += a[ao + (int) ((long) k * i / PROBES)] == 0 ? 1 : 0;
        }
        return zeros >= ZEROS;
    }

    /** With {@code count} elements of the row, which belong to rows {@code depths} of the matrix. */
    private void multiply(int count, float[] a, int ao, int[] depths, float[] c, int co, Epilogue epilogue) {
        int wide = tiles.rowColumns();
        ThreadTeam team = ThreadTeam.current();
        int parts = (n + wide - 1) / wide;
        int shares = (long) n * count < PARALLEL ? 1 : Math.min(team.free(), parts);
        if (shares == 1) {
            columns(0, n, count, a, ao, depths, c, co, epilogue);
            return;
        }
        team.run(shares, share -> {
            int from = (int) ((long) parts * share / shares) * wide;
            int to = Math.min(n, (int) ((long) parts * (share + 1) / shares) * wide);
            columns(from, to, count, a, ao, depths, c, co, epilogue);
        });
    }

    /** The columns {@code from}, a multiple of the wide panels' width, to {@code to - 1}. */
    private void columns(
            int from, int to, int count, float[] a, int ao, int[] depths, float[] c, int co, Epilogue epilogue) {
        int wide = tiles.rowColumns();
        int narrow = tiles.columns();
        float[] b = panels.array();
        int bo = panels.start();
        int j = from;
        for (; j + wide <= to; j += wide) {
            tiles.row(wide, count, a, ao, depths, b, bo + j * k, wide, c, co + j, false);
        }
        for (; j + narrow <= to; j += narrow) {
            tiles.row(narrow, count, a, ao, depths, b, bo + j * k, narrow, c, co + j, false);
        }
        if (j < to) {
            float[] edge = Scratch.get().tile(narrow);
            tiles.row(narrow, count, a, ao, depths, b, bo + j * k, narrow, edge, 0, false);
            System.arraycopy(edge, 0, c, co + j, to - j);
        }
        if (epilogue != null) {
            epilogue.apply(c, co + from, n, 0, 1, from, to - from);
        }
    }
}
