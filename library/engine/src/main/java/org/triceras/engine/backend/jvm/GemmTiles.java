package org.triceras.engine.backend.jvm;

/**
 * The micro-kernels of matrix multiplication: C = A B or C = C + A B for a tile of C that fits the registers.
 *
 * <p>A is packed: element (i, p) of a tile of height h lies at {@code ao + p * h + i}. B need not be: element (p, j) lies at {@code bo + p * bs + j}. Each
 * element of C is one chain of fused multiply-adds in the order of p, at every width and height, so results do not depend on how C is cut into tiles.
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
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /** The most columns that {@link #row} computes at once. */
    int rowColumns();

    /** Half as many, or the same where there is one width only. */
    int halfRowColumns();

    /**
     * One row of {@link #rowColumns}, {@link #halfRowColumns} or {@link #columns} columns. Its p-th depth is number {@code depths[p]} of B, so that some can
     * be left out.
     */
    void row(
            int columns,
            int kc,
            float[] a,
            int ao,
            int[] depths,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            boolean accumulate);

    /** {@code to[o + p * height + i] = x[xo + p * stride + i]} for p below depth and i below height. */
    void copyPanel(int height, float[] x, int xo, int stride, int depth, float[] to, int o);

    /** {@code to[o + p * height + i] = x[xo + i * stride + p]} for p below depth and i below height. */
    void transposePanel(int height, float[] x, int xo, int stride, int depth, float[] to, int o);
}
