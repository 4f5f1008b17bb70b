package org.triceras.engine.backend.jvm;

/**
 * Reductions of a stretch of floats to one. Sums are taken in several lanes, whose number differs with the vector width: the last bits do
 * too, but not with offsets or threads. Lanes are added up every 4096 elements, so that long sums keep their precision.
 */
public interface FloatReductions {
    /** Elements after which lanes are added up. */
    int BLOCK = 4096;

    float sum(float[] x, int xo, int n);

    /** The largest; NaN if there is one; minus infinity when n is 0. */
    float max(float[] x, int xo, int n);

    /** The smallest; NaN if there is one; infinity when n is 0. */
    float min(float[] x, int xo, int n);

    /** Sum of products. */
    float dot(float[] x, int xo, float[] y, int yo, int n);

    /** Sum of (x - center)^2. */
    float squaredDistance(float[] x, int xo, float center, int n);

    /** y[yo + j] += the sum over r of x[xo + r * n + j], in the order of the rows: the bits do not depend on the vector width. */
    default void addRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatReductions.addRows(x, xo, rows, n, 0, y, yo);
    }

    /** The same for the columns from the given one on. */
    static void addRows(float[] x, int xo, int rows, int n, int from, float[] y, int yo) {
        int r = 0;
        // One pass over y for each four rows.
        for (; from < n && r + 4 <= rows; r += 4) {
            int a = xo + r * n;
            int b = a + n;
            int c = b + n;
            int d = c + n;
            for (int j = from; j < n; j++) {
                y[yo + j] = y[yo + j] + x[a + j] + x[b + j] + x[c + j] + x[d + j];
            }
        }
        for (; from < n && r < rows; r++) {
            int a = xo + r * n;
            for (int j = from; j < n; j++) {
                y[yo + j] += x[a + j];
            }
        }
    }

    /** y[yo + j] = the largest of itself and x[xo + r * n + j] for all r; NaN where one is. */
    default void maxRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatReductions.maxRows(x, xo, rows, n, 0, y, yo);
    }

    /** The same for the columns from the given one on. */
    static void maxRows(float[] x, int xo, int rows, int n, int from, float[] y, int yo) {
        for (int r = 0; from < n && r < rows; r++) {
            int at = xo + r * n;
            for (int j = from; j < n; j++) {
                y[yo + j] = Math.max(y[yo + j], x[at + j]);
            }
        }
    }

    /** y[yo + j] = the smallest of itself and x[xo + r * n + j] for all r; NaN where one is. */
    default void minRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatReductions.minRows(x, xo, rows, n, 0, y, yo);
    }

    /** The same for the columns from the given one on. */
    static void minRows(float[] x, int xo, int rows, int n, int from, float[] y, int yo) {
        for (int r = 0; from < n && r < rows; r++) {
            int at = xo + r * n;
            for (int j = from; j < n; j++) {
                y[yo + j] = Math.min(y[yo + j], x[at + j]);
            }
        }
    }
}
