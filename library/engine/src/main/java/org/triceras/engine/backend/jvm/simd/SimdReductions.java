package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatReductions;

/**
 * Reductions in four vectors each, since an addition waits four cycles for the one before it, or eight, as maxima are several instructions. Bound by memory from the second-level cache on. Lanes are
 * added up in halves by turning the vector: reduceLanes adds in another order before it is compiled than after, so that a program would not give the same
 * bits twice. Columns have {@link SimdColumns}.
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
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int i = 0;
        for (; i <= n - 8 * W; i += 8 * W) {
            a = FloatVector.fromArray(S, x, xo + i).max(a);
            b = FloatVector.fromArray(S, x, xo + i + W).max(b);
            c = FloatVector.fromArray(S, x, xo + i + 2 * W).max(c);
            d = FloatVector.fromArray(S, x, xo + i + 3 * W).max(d);
            e = FloatVector.fromArray(S, x, xo + i + 4 * W).max(e);
            f = FloatVector.fromArray(S, x, xo + i + 5 * W).max(f);
            g = FloatVector.fromArray(S, x, xo + i + 6 * W).max(g);
            h = FloatVector.fromArray(S, x, xo + i + 7 * W).max(h);
        }
        for (; i <= n - W; i += W) {
            a = FloatVector.fromArray(S, x, xo + i).max(a);
        }
        a = a.max(b).max(c.max(d)).max(e.max(f).max(g.max(h)));
        float max = a.reduceLanes(VectorOperators.MAX);
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
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int i = 0;
        for (; i <= n - 8 * W; i += 8 * W) {
            a = FloatVector.fromArray(S, x, xo + i).min(a);
            b = FloatVector.fromArray(S, x, xo + i + W).min(b);
            c = FloatVector.fromArray(S, x, xo + i + 2 * W).min(c);
            d = FloatVector.fromArray(S, x, xo + i + 3 * W).min(d);
            e = FloatVector.fromArray(S, x, xo + i + 4 * W).min(e);
            f = FloatVector.fromArray(S, x, xo + i + 5 * W).min(f);
            g = FloatVector.fromArray(S, x, xo + i + 6 * W).min(g);
            h = FloatVector.fromArray(S, x, xo + i + 7 * W).min(h);
        }
        for (; i <= n - W; i += W) {
            a = FloatVector.fromArray(S, x, xo + i).min(a);
        }
        a = a.min(b).min(c.min(d)).min(e.min(f).min(g.min(h)));
        float min = a.reduceLanes(VectorOperators.MIN);
        for (; i < n; i++) {
            min = Math.min(min, x[xo + i]);
        }
        return min;
    }

    @Override
    public void addRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        SimdColumns.addRows(x, xo, rows, n, y, yo);
    }

    @Override
    public void maxRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        SimdColumns.maxRows(x, xo, rows, n, y, yo);
    }

    @Override
    public void minRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        SimdColumns.minRows(x, xo, rows, n, y, yo);
    }
}
