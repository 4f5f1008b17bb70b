package org.triceras.engine.backend.jvm;

import static org.triceras.engine.backend.jvm.Formulas.fma;

import java.util.Arrays;

/**
 * Sums of rows in plain Java, sum_i += a_i * b_p for four rows b_p at a time: the inner loop of products without the Vector API. C2 translates a loop
 * into vectors by itself where all arrays have the loop's own index; where indices differ by what it does not know, as rows of a matrix do, it leaves
 * the loop scalar or half so. So the sums of each row have an array of their own, and rows of b are copied into four.
 *
 * <p>Measured on a Zen 5 core, in the first-level cache, 128 columns: 45 GFLOP/s on Java 17 and 25, 32 columns 23 to 30; one row at a time with unequal indices 7 and 12 to
 * 24. Eight rows of b, or two sums at once, reach 50 to 60 on Java 25, but are not translated by Java 17.
 */
final class PlainSums {
    private static final ThreadLocal<PlainSums> LOCAL = ThreadLocal.withInitial(PlainSums::new);

    /** The most sums. */
    static final int ROWS = 16;

    /** The most columns. */
    static final int COLUMNS = 128;

    private final float[][] sums = new float[ROWS][COLUMNS];
    private final float[] b0 = new float[COLUMNS];
    private final float[] b1 = new float[COLUMNS];
    private final float[] b2 = new float[COLUMNS];
    private final float[] b3 = new float[COLUMNS];

    private PlainSums() {}

    /** The calling thread's. */
    static PlainSums get() {
        return LOCAL.get();
    }

    /** Sum i begins with the numbers from c[co] on, or with zeros. */
    void begin(int i, float[] c, int co, int columns, boolean accumulate) {
        if (accumulate) {
            System.arraycopy(c, co, sums[i], 0, columns);
        } else {
            Arrays.fill(sums[i], 0, columns, 0f);
        }
    }

    void end(int i, float[] c, int co, int columns) {
        System.arraycopy(sums[i], 0, c, co, columns);
    }

    /** Takes four rows of b, {@code bs} apart. */
    void takeFour(float[] b, int bo, int bs, int columns) {
        takeFour(b, bo, bo + bs, bo + 2 * bs, bo + 3 * bs, columns);
    }

    /** Takes the four rows of b that begin there. */
    void takeFour(float[] b, int o0, int o1, int o2, int o3, int columns) {
        takeOne(b, o0, columns);
        System.arraycopy(b, o1, b1, 0, columns);
        System.arraycopy(b, o2, b2, 0, columns);
        System.arraycopy(b, o3, b3, 0, columns);
    }

    void takeOne(float[] b, int bo, int columns) {
        System.arraycopy(b, bo, b0, 0, columns);
    }

    /** Adds the four rows taken, in their order, to sum i. */
    void addFour(int i, float x0, float x1, float x2, float x3, int columns) {
        add(sums[i], b0, b1, b2, b3, x0, x1, x2, x3, columns);
    }

    /** Adds the row taken alone. */
    void addOne(int i, float x, int columns) {
        add(sums[i], b0, x, columns);
    }

    /**
     * One row of sums from beginning to end: c = c + or 0 + the sum over q of a[q] times the row of b at {@code bo + places[p] * bs}, where q goes from {@code from}
     * to {@code to - 1} and p from {@code p} on.
     */
    void row(
            float[] a,
            int from,
            int to,
            int[] places,
            int p,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            boolean accumulate) {
        begin(0, c, co, COLUMNS, accumulate);
        int q = from;
        for (; q + 4 <= to; q += 4, p += 4) {
            takeFour(
                    b,
                    bo + places[p] * bs,
                    bo + places[p + 1] * bs,
                    bo + places[p + 2] * bs,
                    bo + places[p + 3] * bs,
                    COLUMNS);
            addFour(0, a[q], a[q + 1], a[q + 2], a[q + 3], COLUMNS);
        }
        for (; q < to; q++, p++) {
            takeOne(b, bo + places[p] * bs, COLUMNS);
            addOne(0, a[q], COLUMNS);
        }
        end(0, c, co, COLUMNS);
    }

    private static void add(
            float[] sum,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float x0,
            float x1,
            float x2,
            float x3,
            int columns) {
        for (int j = 0; j < columns; j++) {
            sum[j] = fma(x3, b3[j], fma(x2, b2[j], fma(x1, b1[j], fma(x0, b0[j], sum[j]))));
        }
    }

    private static void add(float[] sum, float[] b, float x, int columns) {
        for (int j = 0; j < columns; j++) {
            sum[j] = fma(x, b[j], sum[j]);
        }
    }
}
