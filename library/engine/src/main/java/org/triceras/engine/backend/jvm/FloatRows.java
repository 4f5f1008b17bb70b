package org.triceras.engine.backend.jvm;

/**
 * What softmax and its kin do to the rows of a matrix (rows x n, contiguous). The methods here are plain loops, which define the others; sums of
 * those are taken in several lanes, so their last bits depend on the vector width, as those of {@link FloatReductions} do.
 *
 * <p>Exponentials are those of {@link Formulas#exp}, of arguments up to zero; below {@link #LEAST_EXPONENT} they are zero, which saves what a power
 * of two that is no normal number costs.
 */
public interface FloatRows {
    /** Exponentials of less are zero: a little more than the logarithm of the smallest normal number. */
    float LEAST_EXPONENT = -87f;

    /** The shortest row that {@link #softmax}, {@link #expSum} and {@link #weightedSum} take; shorter ones are for those that take many at a time. */
    default int least() {
        return 0;
    }

    /** Floats of work space that some methods want. */
    int WORK = 64;

    /**
     * y = exp(x - max) / sum for each row; x and y may be the same stretch. A row with NaN or infinity becomes NaN.
     *
     * @param lead elements of each row that vectors may take apart from the others, which begin at a cache line
     */
    default void softmax(float[] x, int xo, float[] y, int yo, int rows, int n, int lead, float[] work) {
        for (int at = 0; at < rows * n; at += n) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = at; i < at + n; i++) {
                max = x[xo + i] > max ? x[xo + i] : max;
            }
            double sum = 0;
            for (int i = at; i < at + n; i++) {
                float e = exp(x[xo + i] - max);
                y[yo + i] = e;
                sum += e;
            }
            float factor = 1f / (float) sum;
            for (int i = at; i < at + n; i++) {
                y[yo + i] *= factor;
            }
        }
    }

    /** The sum of exp(x[i] - max). */
    default float expSum(float[] x, int xo, float max, int n, float[] work) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += exp(x[xo + i] - max);
        }
        return (float) sum;
    }

    /** The sum of weights[i] * (x[i] - a - b), where a weight of zero adds nothing, whatever x is. */
    default float weightedSum(float[] weights, int wo, float[] x, int xo, float a, float b, int n, float[] work) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            float w = weights[wo + i];
            sum += w == 0 ? 0 : w * (x[xo + i] - a - b);
        }
        return (float) sum;
    }

    /** For each row r, y = x - a[ao + r * n]: the number for a row stands where the row begins. No two of the stretches share an element. */
    default void subtract(float[] x, int xo, float[] a, int ao, float[] y, int yo, int rows, int n) {
        for (int at = 0; at < rows * n; at += n) {
            for (int i = at; i < at + n; i++) {
                y[yo + i] = x[xo + i] - a[ao + at];
            }
        }
    }

    /** For each row r, y = x / a[ao + r * n], by way of the reciprocal. No two of the stretches share an element. */
    default void divide(float[] x, int xo, float[] a, int ao, float[] y, int yo, int rows, int n) {
        for (int at = 0; at < rows * n; at += n) {
            float factor = 1f / a[ao + at];
            for (int i = at; i < at + n; i++) {
                y[yo + i] = x[xo + i] * factor;
            }
        }
    }

    private static float exp(float x) {
        return x < LEAST_EXPONENT ? 0f : Formulas.exp(x);
    }
}
