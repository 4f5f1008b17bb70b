package org.triceras.engine.backend.jvm;

/**
 * The micro-kernels of matrix multiplication: C = A B or C = C + A B for a tile of C that fits the registers.
 *
 * <p>A is packed: element (i, p) of a tile of height h lies at {@code ao + p * h + i}. B need not be: element (p, j) lies at {@code
 * bo + p * bs + j}. Each element of C is one chain of fused multiply-adds in the order of p, at every width and height, so results do
 * not depend on how C is cut into tiles.
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

    /** The number of columns that {@link #row} computes at once. */
    int rowColumns();

    /** One row of {@link #rowColumns} columns. */
    void row(int kc, float[] a, int ao, float[] b, int bo, int bs, float[] c, int co, boolean accumulate);

    /** Copies {@code depth} rows of {@link #columns} floats, {@code stride} apart, to a contiguous panel. */
    void copyPanel(float[] x, int xo, int stride, int depth, float[] to, int o);
}
