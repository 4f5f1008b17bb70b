package org.triceras.engine.backend.jvm;

/**
 * The float32 product of one row and a matrix that stays the same, cut among threads by columns that belong together, such as those of all gates
 * of some units of a recurrent layer: who has computed his share can go on with it alone.
 *
 * <p>As in {@link RowProduct}, the matrix is copied into panels that are read in order, each share's one after another, and each element is one chain
 * of fused multiply-adds in the order of the depth.
 */
public final class RowShares {
    /** Floats of a panel that a first-level cache of 48 kB keeps from one product to the next. */
    private static final int PANEL = 8 << 10;

    private final GemmTiles tiles;
    private final int n;
    private final int k;
    private final boolean transposed;
    private final int[][] starts;
    private final int[] lengths;
    private final int[] offsets;
    /** Columns of the panels, as far as there are so many; then {@link GemmTiles#columns}. */
    private final int wide;
    /** For each share whether the wide panels are read from the last to the first: in turn, so that what was read last is still in the first-level cache. */
    private final boolean[] isBackward;

    private final int[] depths;
    private final KeptCopy<AlignedFloats> kept = new KeptCopy<>();
    private AlignedFloats panels;

    /**
     * @param n columns of the matrix
     * @param k rows of the matrix
     * @param transposed true if it is stored as n rows of k
     * @param starts for each share the first columns of its stretches
     * @param lengths for each share the columns of a stretch
     */
    public RowShares(int n, int k, boolean transposed, int[][] starts, int[] lengths) {
        this(Simd.kernels(), n, k, transposed, starts, lengths);
    }

    RowShares(Kernels kernels, int n, int k, boolean transposed, int[][] starts, int[] lengths) {
        this.tiles = kernels.gemmTiles();
        this.n = n;
        this.k = k;
        depths = Depths.all(k);
        this.transposed = transposed;
        this.starts = starts;
        this.lengths = lengths;
        wide = k * tiles.rowColumns() <= PANEL ? tiles.rowColumns() : tiles.halfRowColumns();
        isBackward = new boolean[starts.length];
        offsets = new int[starts.length + 1];
        for (int share = 0; share < starts.length; share++) {
            offsets[share + 1] = offsets[share] + padded(share) * k;
        }
    }

    private int columns(int share) {
        return starts[share].length * lengths[share];
    }

    /** The columns of a share's panels. */
    private int padded(int share) {
        int narrow = tiles.columns();
        return (columns(share) + narrow - 1) / narrow * narrow;
    }

    /** See {@link RowProduct#keep}. */
    public boolean keep(long stamp, float[] b, int bo) {
        panels = kept.get(stamp, () -> pack(b, bo));
        return panels != null;
    }

    private AlignedFloats pack(float[] b, int bo) {
        AlignedFloats packed = AlignedFloats.of(offsets[starts.length]);
        float[] to = packed.array();
        for (int share = 0; share < starts.length; share++) {
            int columns = columns(share);
            int whole = columns / wide * wide;
            for (int i = 0; i < columns; i++) {
                int width = i < whole ? wide : tiles.columns();
                int in = i < whole ? i % width : (i - whole) % width;
                int column = starts[share][i / lengths[share]] + i % lengths[share];
                int at = packed.start() + offsets[share] + (i - in) * k + in;
                for (int p = 0; p < k; p++) {
                    to[at + p * width] = b[bo + (transposed ? column * k + p : p * n + column)];
                }
            }
        }
        return packed;
    }

    /** The columns of a share of c = a times the kept matrix. */
    public void multiply(int share, float[] a, int ao, float[] c, int co) {
        int narrow = tiles.columns();
        int padded = padded(share);
        float[] row = Scratch.get().tile(padded);
        float[] b = panels.array();
        int bo = panels.start() + offsets[share];
        int whole = columns(share) / wide;
        isBackward[share] = !isBackward[share];
        for (int i = 0; i < whole; i++) {
            int j = (isBackward[share] ? whole - 1 - i : i) * wide;
            tiles.row(wide, k, a, ao, depths, b, bo + j * k, wide, row, j, false);
        }
        int j = whole * wide;
        for (; j < padded; j += narrow) {
            tiles.row(narrow, k, a, ao, depths, b, bo + j * k, narrow, row, j, false);
        }
        int length = lengths[share];
        for (int i = 0; i < starts[share].length; i++) {
            System.arraycopy(row, i * length, c, co + starts[share][i], length);
        }
    }
}
