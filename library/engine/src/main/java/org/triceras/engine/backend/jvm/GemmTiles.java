package org.triceras.engine.backend.jvm;

/**
 * The micro-kernels of matrix multiplication: C = A B or C = C + A B for a tile of C that fits the registers.
 *
 * <p>A is packed: element (i, p) of a tile of height h lies at {@code ao + p * h + i}. Its p-th depth is number {@code depths[d + p]} of B, which
 * need not be packed: element (p, j) lies at {@code bo + p * bs + j}. Each element of C is one chain of fused multiply-adds in the order of p, at every
 * width and height, so results do not depend on how C is cut into tiles.
 */
public interface GemmTiles {
    /** The largest tile height. */
    int maxRows();

    /** The smallest supported tile height that holds the given number of rows (1 to {@link #maxRows}). */
    int rowsFor(int rows);

    /** The tile width. */
    int columns();

    /** One tile of {@code rows} (a supported height) by {@link #columns}. Reads and writes the whole tile. */
    void tile(
            int rows,
            int kc,
            float[] a,
            int ao,
            int[] depths,
            int d,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /** The number of columns that {@link #row} computes at once. */
    int rowColumns();

    /** One row of {@link #rowColumns} columns. */
    void row(
            int kc,
            float[] a,
            int ao,
            int[] depths,
            int d,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            boolean accumulate);

    /** The number of columns that {@link #halfRow} computes at once. */
    int halfRowColumns();

    /** One row of {@link #halfRowColumns} columns. */
    void halfRow(int kc, float[] a, int ao, int[] depths, int d, float[] b, int bo, int bs, float[] c, int co);

    /** {@code to[o + p * height + i] = x[xo + p * stride + i]} for p below depth and i below height, which is at most {@link #columns}. */
    void copyPanel(int height, float[] x, int xo, int stride, int depth, float[] to, int o);

    /** {@code to[o + p * height + i] = x[xo + i * stride + p]} for p below depth and i below height, which is at most {@link #columns}. */
    void transposePanel(int height, float[] x, int xo, int stride, int depth, float[] to, int o);

    /**
     * As {@link #copyPanel}, without the depths at which all is zero; the numbers of those that are kept go to {@code depths} from d on. The array may
     * be written a vector beyond the panel.
     *
     * @return how many are kept
     */
    int copyNonzeros(int height, float[] x, int xo, int stride, int depth, float[] to, int o, int[] depths, int d);
}
