package org.triceras.engine.backend.jvm;

/**
 * Micro-kernels of convolution: products in which the left operand is read from an image where it lies, at offsets from tables, so that
 * no patches are copied. As for {@link GemmTiles}, each element is one chain of fused multiply-adds in the order of p.
 */
public interface ConvTiles {
    /** The most rows of a tile; any number from 1 to this is accepted, those of {@link #supportedRows} are quick. */
    int maxRows();

    /** The largest height with a kernel of its own that is not above the given number. */
    int supportedRows(int rows);

    /** The tile width. */
    int columns();

    /**
     * C[i][j] (+)= sum over p of x[rowOffset[ro + i] + depthOffset[p0 + p]] * b[bo + p * bs + j], for a supported number of rows: outputs of a
     * convolution at one position each.
     */
    void positions(
            int rows,
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int[] depthOffset,
            int p0,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

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
}
