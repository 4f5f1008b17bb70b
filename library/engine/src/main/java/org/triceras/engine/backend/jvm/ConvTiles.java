package org.triceras.engine.backend.jvm;

/**
 * Micro-kernels of convolution: products in which the left operand is read from an image where it lies, so that no patches are copied. As
 * for {@link GemmTiles}, each element is one chain of fused multiply-adds in the order of p.
 */
public interface ConvTiles {
    /** No tile of {@link #taps} is higher. */
    int MOST_ROWS = 16;

    /** The tile width. */
    int columns();

    /** The largest height with a kernel {@link #positions} of its own that is not above the given number. */
    int supportedPositions(int rows);

    /**
     * C[i][j] (+)= sum over p of x[rowOffset[ro + i] + shift + p] * b[bo + p * columns + j], for a supported number of rows, where C[i][j] is
     * {@code c[cOffset[ci + i] + cShift + j]}: outputs of a convolution at one position each, or the part of them that comes from elements
     * that are neighbours in the image.
     */
    void positions(
            int rows,
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate);

    /** The largest height with a kernel {@link #taps} of its own that is not above the given number. */
    int supportedTaps(int rows);

    /**
     * C[i][j] (+)= sum over p of x[depthOffset[p0 + p] + shift + i] * b[bo + p * bs + j], for a supported number of rows: gradients of
     * neighbouring elements of a filter.
     */
    void taps(
            int rows,
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /** There are kernels for patches of three runs of three elements. */
    boolean hasNine();

    /** All rows of {@link #positions} at once for three runs of three elements; c is set. */
    void positionsNine(int rows, float[] x, int[] rowOffset, int[] runs, float[] b, int bo, float[] c, int co, int ldc);

    /** All nine rows of {@link #taps} at once for three runs of three elements. */
    void tapsNine(
            int kc,
            float[] x,
            int[] depthOffset,
            int[] runs,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /** to[o + i] += x[xo + i]. */
    void add(float[] x, int xo, float[] to, int o, int n);
}
