package org.triceras.engine.backend.jvm.simd;

import static org.triceras.engine.backend.jvm.Formulas.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatRows;

/**
 * Softmax of long rows in two loops a row: one takes the exponentials with their sum, and at the same time finds the largest of the next row, so that
 * this is read from memory while there is something to compute; the other scales what now lies in the first-level cache. (To scale the row before in
 * the first loop as well was slower: 50 GB/s instead of 65 to 70 for 4096 x 1024 on two Zen 5 cores, three loops 55 to 60.)
 *
 * <p>Per vector of the first loop two loads, 21 operations and a store, in 18 registers, most of them constants. A row's end is one more vector, the
 * last of the row, which overlaps the one before: it is read before the loop, so that it may be computed in place, and adds to the sum with the lanes
 * that are new. Lanes are added up in plain Java, as reduceLanes adds in another order before it is compiled than after. In the first-level cache a core
 * takes 190 ns for 1,000 floats, 33 for 100. Short rows are written by whole vectors too: what is too much is the beginning of the next row, which
 * comes later.
 */
final class SimdRows implements FloatRows {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    /** The number of each lane. */
    private static final float[] LANE = new float[W];

    /** Where a row's first and last vector are kept in the work space, which begins with the lanes of its sum. */
    private static final int EDGES = 16;

    /** Elements after which the lanes of a sum are added up. */
    private static final int BLOCK = 4096;

    static {
        for (int i = 0; i < W; i++) {
            LANE[i] = i;
        }
    }

    @Override
    public int least() {
        return 2 * W;
    }

    @Override
    public void softmax(float[] x, int xo, float[] y, int yo, int rows, int n, int lead, float[] work) {
        int first = lead % W;
        float max = max(x, xo, n);
        for (int r = 0; r < rows; r++) {
            int from = xo + r * n;
            int next = r + 1 < rows ? from + n : from;
            int to = yo + r * n;
            double sum = 0;
            float nextMax = Float.NEGATIVE_INFINITY;
            for (int at = 0; at < n; ) {
                int length = n - at < BLOCK + W ? n - at : BLOCK;
                float found = step(x, from + at, max, next + at, y, to + at, first, length, work);
                nextMax = Math.max(nextMax, found);
                sum += addLanes(work);
                at += length;
            }
            scale(y, to, 1f / (float) sum, first, n);
            max = nextMax;
        }
    }

    /**
     * y[yo + i] = exp(x[xo + i] - max), and their sums lane by lane.
     *
     * @return the largest of x from {@code next} on
     */
    private static float step(
            float[] x, int xo, float max, int next, float[] y, int yo, int first, int n, float[] work) {
        int last = n - W;
        int rest = (n - first) % W;
        FloatVector sum = FloatVector.zero(S);
        for (int edge = first > 0 ? 0 : 1; edge < (rest > 0 ? 2 : 1); edge++) {
            FloatVector v = FloatVector.fromArray(S, x, xo + edge * last).sub(max);
            FloatVector t = v.fma(FloatVector.broadcast(S, LOG2E), FloatVector.broadcast(S, ROUNDER));
            FloatVector n1 = t.sub(ROUNDER);
            FloatVector r = n1.fma(FloatVector.broadcast(S, -LN2_LOW), n1.fma(FloatVector.broadcast(S, -LN2_HIGH), v));
            FloatVector p = FloatVector.broadcast(S, E4)
                    .fma(r, FloatVector.broadcast(S, E3))
                    .fma(r, FloatVector.broadcast(S, E2))
                    .fma(r, FloatVector.broadcast(S, E1))
                    .fma(r, FloatVector.broadcast(S, E0))
                    .fma(r, FloatVector.broadcast(S, 1f))
                    .fma(r, FloatVector.broadcast(S, 1f));
            FloatVector e = t.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 23)
                    .add(p.reinterpretAsInts())
                    .reinterpretAsFloats()
                    .blend(0f, v.compare(VectorOperators.LT, LEAST_EXPONENT));
            e.intoArray(work, EDGES + edge * W);
            FloatVector lane = FloatVector.fromArray(S, LANE, 0);
            VectorMask<Float> isDouble = edge == 0
                    ? lane.compare(VectorOperators.GE, (float) first)
                    : lane.compare(VectorOperators.LT, (float) (W - rest));
            sum = e.blend(0f, isDouble).add(sum);
        }
        FloatVector top = FloatVector.fromArray(S, x, next + last);
        FloatVector head = FloatVector.fromArray(S, x, next);
        top = head.blend(top, head.compare(VectorOperators.LE, top));
        for (int i = first; i <= last; i += W) {
            FloatVector u = FloatVector.fromArray(S, x, next + i);
            top = u.blend(top, u.compare(VectorOperators.LE, top));
            FloatVector v = FloatVector.fromArray(S, x, xo + i).sub(max);
            FloatVector t = v.fma(FloatVector.broadcast(S, LOG2E), FloatVector.broadcast(S, ROUNDER));
            FloatVector n1 = t.sub(ROUNDER);
            FloatVector r = n1.fma(FloatVector.broadcast(S, -LN2_LOW), n1.fma(FloatVector.broadcast(S, -LN2_HIGH), v));
            FloatVector p = FloatVector.broadcast(S, E4)
                    .fma(r, FloatVector.broadcast(S, E3))
                    .fma(r, FloatVector.broadcast(S, E2))
                    .fma(r, FloatVector.broadcast(S, E1))
                    .fma(r, FloatVector.broadcast(S, E0))
                    .fma(r, FloatVector.broadcast(S, 1f))
                    .fma(r, FloatVector.broadcast(S, 1f));
            // The bits of the rounder beyond the number of the power leave the exponent at the top.
            FloatVector e = t.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 23)
                    .add(p.reinterpretAsInts())
                    .reinterpretAsFloats()
                    .blend(0f, v.compare(VectorOperators.LT, LEAST_EXPONENT));
            e.intoArray(y, yo + i);
            sum = e.add(sum);
        }
        if (first > 0) {
            FloatVector.fromArray(S, work, EDGES).intoArray(y, yo);
        }
        if (rest > 0) {
            FloatVector.fromArray(S, work, EDGES + W).intoArray(y, yo + last);
        }
        sum.intoArray(work, 0);
        return top.reduceLanes(VectorOperators.MAX);
    }

    private static float addLanes(float[] lanes) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < W; i += 4) {
            a += lanes[i];
            b += lanes[i + 1];
            c += lanes[i + 2];
            d += lanes[i + 3];
        }
        return (a + b) + (c + d);
    }

    /** The largest, or if there is a NaN any of the others: the row's sum will be NaN then. */
    private static float max(float[] x, int xo, int n) {
        FloatVector top = FloatVector.fromArray(S, x, xo + n - W);
        for (int i = 0; i <= n - W; i += W) {
            FloatVector u = FloatVector.fromArray(S, x, xo + i);
            top = top.blend(u, u.compare(VectorOperators.GT, top));
        }
        return top.reduceLanes(VectorOperators.MAX);
    }

    private static void scale(float[] y, int yo, float factor, int first, int n) {
        int last = n - W;
        FloatVector begin = FloatVector.fromArray(S, y, yo).mul(factor);
        FloatVector end = FloatVector.fromArray(S, y, yo + last).mul(factor);
        for (int i = first; i < last; i += W) {
            FloatVector.fromArray(S, y, yo + i).mul(factor).intoArray(y, yo + i);
        }
        begin.intoArray(y, yo);
        end.intoArray(y, yo + last);
    }

    @Override
    public float expSum(float[] x, int xo, float max, int n, float[] work) {
        double total = 0;
        for (int at = 0; at < n; ) {
            int length = n - at < BLOCK + W ? n - at : BLOCK;
            expSums(x, xo + at, max, length, work);
            total += addLanes(work);
            at += length;
        }
        return (float) total;
    }

    private static void expSums(float[] x, int xo, float max, int n, float[] sums) {
        FloatVector sum = FloatVector.zero(S);
        // The row's last vector comes after the others, with the lanes that are new.
        int vectors = (n + W - 1) / W;
        for (int j = 0; j < vectors; j++) {
            int i = Math.min(j * W, n - W);
            FloatVector v = FloatVector.fromArray(S, x, xo + i).sub(max);
            FloatVector t = v.fma(FloatVector.broadcast(S, LOG2E), FloatVector.broadcast(S, ROUNDER));
            FloatVector n1 = t.sub(ROUNDER);
            FloatVector r = n1.fma(FloatVector.broadcast(S, -LN2_LOW), n1.fma(FloatVector.broadcast(S, -LN2_HIGH), v));
            FloatVector p = FloatVector.broadcast(S, E4)
                    .fma(r, FloatVector.broadcast(S, E3))
                    .fma(r, FloatVector.broadcast(S, E2))
                    .fma(r, FloatVector.broadcast(S, E1))
                    .fma(r, FloatVector.broadcast(S, E0))
                    .fma(r, FloatVector.broadcast(S, 1f))
                    .fma(r, FloatVector.broadcast(S, 1f));
            VectorMask<Float> isNone = v.compare(VectorOperators.LT, LEAST_EXPONENT)
                    .or(FloatVector.fromArray(S, LANE, 0).compare(VectorOperators.LT, (float) (j * W - i)));
            sum = sum.add(t.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 23)
                    .add(p.reinterpretAsInts())
                    .reinterpretAsFloats()
                    .blend(0f, isNone));
        }
        sum.intoArray(sums, 0);
    }

    @Override
    public float weightedSum(float[] weights, int wo, float[] x, int xo, float a, float b, int n, float[] work) {
        double total = 0;
        for (int at = 0; at < n; at += BLOCK) {
            total += weightedBlock(weights, wo + at, x, xo + at, a, b, Math.min(BLOCK, n - at), work);
        }
        return (float) total;
    }

    private static float weightedBlock(
            float[] weights, int wo, float[] x, int xo, float a, float b, int n, float[] work) {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector w = FloatVector.fromArray(S, weights, wo + i);
            FloatVector product =
                    FloatVector.fromArray(S, x, xo + i).sub(a).sub(b).mul(w);
            sum = sum.add(product.blend(0f, w.compare(VectorOperators.EQ, 0f)));
        }
        sum.intoArray(work, 0);
        float total = addLanes(work);
        for (; i < n; i++) {
            float w = weights[wo + i];
            total += w == 0 ? 0 : w * (x[xo + i] - a - b);
        }
        return total;
    }

    @Override
    public void subtract(float[] x, int xo, float[] a, int ao, float[] y, int yo, int rows, int n) {
        int done = 0;
        int width = n <= W ? W : 2 * W;
        if (n <= width) {
            done = Math.max(0, Math.floorDiv(rows * n - width, n) + 1);
            subtractRows(x, xo, a, ao, y, yo, done, n, width > W);
        }
        int at = done * n;
        FloatRows.super.subtract(x, xo + at, a, ao + at, y, yo + at, rows - done, n);
    }

    private static void subtractRows(
            float[] x, int xo, float[] a, int ao, float[] y, int yo, int rows, int n, boolean two) {
        for (int r = 0; r < rows; r++) {
            int at = r * n;
            float f = a[ao + at];
            FloatVector.fromArray(S, x, xo + at).sub(f).intoArray(y, yo + at);
            if (two) {
                FloatVector.fromArray(S, x, xo + at + W).sub(f).intoArray(y, yo + at + W);
            }
        }
    }

    @Override
    public void divide(float[] x, int xo, float[] a, int ao, float[] y, int yo, int rows, int n) {
        int done = 0;
        int width = n <= W ? W : 2 * W;
        if (n <= width) {
            done = Math.max(0, Math.floorDiv(rows * n - width, n) + 1);
            divideRows(x, xo, a, ao, y, yo, done, n, width > W);
        }
        int at = done * n;
        FloatRows.super.divide(x, xo + at, a, ao + at, y, yo + at, rows - done, n);
    }

    private static void divideRows(
            float[] x, int xo, float[] a, int ao, float[] y, int yo, int rows, int n, boolean two) {
        for (int r = 0; r < rows; r++) {
            int at = r * n;
            float f = 1f / a[ao + at];
            FloatVector.fromArray(S, x, xo + at).mul(f).intoArray(y, yo + at);
            if (two) {
                FloatVector.fromArray(S, x, xo + at + W).mul(f).intoArray(y, yo + at + W);
            }
        }
    }
}
