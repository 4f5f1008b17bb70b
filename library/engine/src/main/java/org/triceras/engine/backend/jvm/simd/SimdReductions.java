package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatReductions;

/**
 * Reductions in four vectors each, since an addition waits four cycles for the one before it. Bound by memory from the second-level cache on. Lanes are
 * added up in halves by turning the vector: reduceLanes adds in another order before it is compiled than after, so that a program would not give the same
 * bits twice.
 */
final class SimdReductions implements FloatReductions {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final VectorShuffle<Float> BY_8 = turned(8);
    private static final VectorShuffle<Float> BY_4 = turned(4);
    private static final VectorShuffle<Float> BY_2 = turned(2);
    private static final VectorShuffle<Float> BY_1 = turned(1);

    private static VectorShuffle<Float> turned(int lanes) {
        return VectorShuffle.fromOp(S, i -> (i + lanes) % W);
    }

    @Override
    public float sum(float[] x, int xo, int n) {
        double total = 0;
        for (int block = 0; block < n; block += BLOCK) {
            total += sumBlock(x, xo, block, Math.min(n, block + BLOCK));
        }
        return (float) total;
    }

    private static float sumBlock(float[] x, int xo, int from, int end) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int i = from;
        for (; i <= end - 4 * W; i += 4 * W) {
            a = FloatVector.fromArray(S, x, xo + i).add(a);
            b = FloatVector.fromArray(S, x, xo + i + W).add(b);
            c = FloatVector.fromArray(S, x, xo + i + 2 * W).add(c);
            d = FloatVector.fromArray(S, x, xo + i + 3 * W).add(d);
        }
        for (; i <= end - W; i += W) {
            a = FloatVector.fromArray(S, x, xo + i).add(a);
        }
        FloatVector sums = a.add(b).add(c.add(d));
        sums = W < 16 ? sums : sums.add(sums.rearrange(BY_8));
        sums = W < 8 ? sums : sums.add(sums.rearrange(BY_4));
        sums = sums.add(sums.rearrange(BY_2));
        sums = sums.add(sums.rearrange(BY_1));
        float sum = sums.lane(0);
        for (; i < end; i++) {
            sum += x[xo + i];
        }
        return sum;
    }

    @Override
    public float dot(float[] x, int xo, float[] y, int yo, int n) {
        double total = 0;
        for (int block = 0; block < n; block += BLOCK) {
            total += dotBlock(x, xo, y, yo, block, Math.min(n, block + BLOCK));
        }
        return (float) total;
    }

    private static float dotBlock(float[] x, int xo, float[] y, int yo, int from, int end) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int i = from;
        for (; i <= end - 4 * W; i += 4 * W) {
            a = FloatVector.fromArray(S, x, xo + i).fma(FloatVector.fromArray(S, y, yo + i), a);
            b = FloatVector.fromArray(S, x, xo + i + W).fma(FloatVector.fromArray(S, y, yo + i + W), b);
            c = FloatVector.fromArray(S, x, xo + i + 2 * W).fma(FloatVector.fromArray(S, y, yo + i + 2 * W), c);
            d = FloatVector.fromArray(S, x, xo + i + 3 * W).fma(FloatVector.fromArray(S, y, yo + i + 3 * W), d);
        }
        for (; i <= end - W; i += W) {
            a = FloatVector.fromArray(S, x, xo + i).fma(FloatVector.fromArray(S, y, yo + i), a);
        }
        FloatVector sums = a.add(b).add(c.add(d));
        sums = W < 16 ? sums : sums.add(sums.rearrange(BY_8));
        sums = W < 8 ? sums : sums.add(sums.rearrange(BY_4));
        sums = sums.add(sums.rearrange(BY_2));
        sums = sums.add(sums.rearrange(BY_1));
        float sum = sums.lane(0);
        for (; i < end; i++) {
            sum = Math.fma(x[xo + i], y[yo + i], sum);
        }
        return sum;
    }

    @Override
    public float squaredDistance(float[] x, int xo, float center, int n) {
        double total = 0;
        for (int block = 0; block < n; block += BLOCK) {
            total += squaredDistanceBlock(x, xo, center, block, Math.min(n, block + BLOCK));
        }
        return (float) total;
    }

    private static float squaredDistanceBlock(float[] x, int xo, float center, int from, int end) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int i = from;
        for (; i <= end - 4 * W; i += 4 * W) {
            FloatVector a1 = FloatVector.fromArray(S, x, xo + i).sub(center);
            a = a1.fma(a1, a);
            FloatVector b1 = FloatVector.fromArray(S, x, xo + i + W).sub(center);
            b = b1.fma(b1, b);
            FloatVector c1 = FloatVector.fromArray(S, x, xo + i + 2 * W).sub(center);
            c = c1.fma(c1, c);
            FloatVector d1 = FloatVector.fromArray(S, x, xo + i + 3 * W).sub(center);
            d = d1.fma(d1, d);
        }
        for (; i <= end - W; i += W) {
            FloatVector a1 = FloatVector.fromArray(S, x, xo + i).sub(center);
            a = a1.fma(a1, a);
        }
        FloatVector sums = a.add(b).add(c.add(d));
        sums = W < 16 ? sums : sums.add(sums.rearrange(BY_8));
        sums = W < 8 ? sums : sums.add(sums.rearrange(BY_4));
        sums = sums.add(sums.rearrange(BY_2));
        sums = sums.add(sums.rearrange(BY_1));
        float sum = sums.lane(0);
        for (; i < end; i++) {
            float t = x[xo + i] - center;
            sum = Math.fma(t, t, sum);
        }
        return sum;
    }

    @Override
    public float max(float[] x, int xo, int n) {
        FloatVector a = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = 0;
        for (; i <= n - 4 * W; i += 4 * W) {
            a = FloatVector.fromArray(S, x, xo + i).max(a);
            b = FloatVector.fromArray(S, x, xo + i + W).max(b);
            c = FloatVector.fromArray(S, x, xo + i + 2 * W).max(c);
            d = FloatVector.fromArray(S, x, xo + i + 3 * W).max(d);
        }
        for (; i <= n - W; i += W) {
            a = FloatVector.fromArray(S, x, xo + i).max(a);
        }
        float max = a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    @Override
    public float min(float[] x, int xo, int n) {
        FloatVector a = FloatVector.broadcast(S, Float.POSITIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = 0;
        for (; i <= n - 4 * W; i += 4 * W) {
            a = FloatVector.fromArray(S, x, xo + i).min(a);
            b = FloatVector.fromArray(S, x, xo + i + W).min(b);
            c = FloatVector.fromArray(S, x, xo + i + 2 * W).min(c);
            d = FloatVector.fromArray(S, x, xo + i + 3 * W).min(d);
        }
        for (; i <= n - W; i += W) {
            a = FloatVector.fromArray(S, x, xo + i).min(a);
        }
        float min = a.min(b).min(c.min(d)).reduceLanes(VectorOperators.MIN);
        for (; i < n; i++) {
            min = Math.min(min, x[xo + i]);
        }
        return min;
    }

    @Override
    public void addRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        int j = 0;
        for (; j <= n - 4 * W; j += 4 * W) {
            addFour(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - 2 * W; j += 2 * W) {
            addTwo(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - W; j += W) {
            addOne(x, xo + j, rows, n, y, yo + j);
        }
        if (j < n) {
            FloatReductions.addRows(x, xo, rows, n, j, y, yo);
        }
    }

    private static void addFour(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        FloatVector b = FloatVector.fromArray(S, y, yo + W);
        FloatVector c = FloatVector.fromArray(S, y, yo + 2 * W);
        FloatVector d = FloatVector.fromArray(S, y, yo + 3 * W);
        int at = xo;
        for (int r = 0; r < rows; r++) {
            a = FloatVector.fromArray(S, x, at).add(a);
            b = FloatVector.fromArray(S, x, at + W).add(b);
            c = FloatVector.fromArray(S, x, at + 2 * W).add(c);
            d = FloatVector.fromArray(S, x, at + 3 * W).add(d);
            at += n;
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + W);
        c.intoArray(y, yo + 2 * W);
        d.intoArray(y, yo + 3 * W);
    }

    private static void addTwo(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        FloatVector b = FloatVector.fromArray(S, y, yo + W);
        int at = xo;
        for (int r = 0; r < rows; r++) {
            a = FloatVector.fromArray(S, x, at).add(a);
            b = FloatVector.fromArray(S, x, at + W).add(b);
            at += n;
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + W);
    }

    private static void addOne(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        int at = xo;
        for (int r = 0; r < rows; r++) {
            a = FloatVector.fromArray(S, x, at).add(a);
            at += n;
        }
        a.intoArray(y, yo);
    }
}
