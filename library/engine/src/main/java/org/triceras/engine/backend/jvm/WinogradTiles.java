package org.triceras.engine.backend.jvm;

/**
 * The transforms of Winograd's F(4 x 4, 3 x 3), see {@link Winograd}: 36 numbers stand for the nine of a filter, the 6 x 6 of a patch and
 * the 4 x 4 of a tile of outputs. Each transform is a product with a constant matrix from the left and its transposed from the right, for
 * many channels at a time; all are computed in one order of operations, so that every vector width gives the same bits.
 *
 * <p>The matrices are those of Cook and Toom for the points 0, &plusmn;{@link #A}, &plusmn;{@link #B} and infinity.
 */
public interface WinogradTiles {
    /** Elements of a transformed tile. */
    int PLANES = 36;

    /** Side of a tile of outputs. */
    int OUTPUTS = 4;

    /** Side of the patch that a tile of outputs depends on. */
    int INPUTS = 6;

    /** The points, and their powers that the matrices consist of, are exact in float32. */
    float A = 0.625f;

    float B = 1.5f;

    float A2 = A * A;
    float B2 = B * B;
    float A2B2 = A2 * B2;
    float SUM2 = A2 + B2;
    float A3 = A2 * A;
    float B3 = B2 * B;

    /** Factors of the rows for point 0, A and B of the filters' matrix. */
    float ROW_0 = 1 / A2B2;

    float ROW_A = (float) (0.5 / (A2 * ((double) A2 - B2)));
    float ROW_B = (float) (0.5 / (B2 * ((double) B2 - A2)));

    /**
     * Transforms n filters of one channel each, in any order: element t of the nine of filter i is {@code w[wo + t * n + i]}, element t of the
     * 36 goes to {@code u[uo + t * plane + i]}. n is a multiple of {@link ConvTiles#columns}.
     */
    void filters(int n, float[] w, int wo, float[] u, int uo, int plane);

    /**
     * The product from the left for whole rows of images: element i of the six rows is {@code x[r][offsets[r] + i]}, of the six results {@code
     * to[o + r * plane + i]}.
     */
    void inputColumns(int n, float[][] x, int[] offsets, float[] to, int o, int plane);

    /**
     * The product from the right for one row of some tiles side by side, whose patches overlap by two pixels: channel c of pixel j of the patch
     * of a tile is {@code x[xo + (4 * tile + j) * channels + c]}, of the six results {@code v[vo + j * plane + tile * channels + c]}.
     */
    void inputRows(int tiles, int channels, float[] x, int xo, float[] v, int vo, int plane);

    /** The product from the left for n tiles and channels: element i of six rows is {@code m[mo + r * below + i]}, of the four results {@code to[o + r * row + i]}. */
    void outputColumns(int n, float[] m, int mo, int below, float[] to, int o, int row);

    /**
     * The product from the right for one row of some tiles side by side: channel c of the six elements of a tile is {@code m[mo + j * plane +
     * tile * stride + c]}, of its four outputs {@code y[yo + (4 * tile + j) * channels + c]}.
     */
    void outputRows(int tiles, int channels, float[] m, int mo, int plane, int stride, float[] y, int yo);
}
