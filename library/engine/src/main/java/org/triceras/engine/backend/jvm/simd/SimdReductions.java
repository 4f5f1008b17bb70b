package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatReductions;

/**
 * Reductions in four vectors each, since an addition waits four cycles for the one before it. Bound by memory from the second-level cache on. Lanes are
 * added up in halves by turning the vector: reduceLanes adds in another order before it is compiled than after, so that a program would not give the same
 * bits twice. Columns are taken up to sixteen vectors wide: the wider, the more of a page is read at once (4096 x 1024 on two Zen 5 cores: 130 GB/s, with
 * four vectors 85).
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
        for (; Lanes.MANY_REGISTERS && j <= n - 16 * W; j += 16 * W) {
            addSixteen(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - 8 * W; j += 8 * W) {
            addEight(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - 4 * W; j += 4 * W) {
            addFour(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - 2 * W; j += 2 * W) {
            addTwo(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - W; j += W) {
            addOne(x, xo + j, rows, n, y, yo + j);
        }
        FloatReductions.addRows(x, xo, rows, n, j, y, yo);
    }

    private static void addSixteen(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a0 = FloatVector.fromArray(S, y, yo);
        FloatVector a1 = FloatVector.fromArray(S, y, yo + W);
        FloatVector a2 = FloatVector.fromArray(S, y, yo + 2 * W);
        FloatVector a3 = FloatVector.fromArray(S, y, yo + 3 * W);
        FloatVector a4 = FloatVector.fromArray(S, y, yo + 4 * W);
        FloatVector a5 = FloatVector.fromArray(S, y, yo + 5 * W);
        FloatVector a6 = FloatVector.fromArray(S, y, yo + 6 * W);
        FloatVector a7 = FloatVector.fromArray(S, y, yo + 7 * W);
        FloatVector a8 = FloatVector.fromArray(S, y, yo + 8 * W);
        FloatVector a9 = FloatVector.fromArray(S, y, yo + 9 * W);
        FloatVector a10 = FloatVector.fromArray(S, y, yo + 10 * W);
        FloatVector a11 = FloatVector.fromArray(S, y, yo + 11 * W);
        FloatVector a12 = FloatVector.fromArray(S, y, yo + 12 * W);
        FloatVector a13 = FloatVector.fromArray(S, y, yo + 13 * W);
        FloatVector a14 = FloatVector.fromArray(S, y, yo + 14 * W);
        FloatVector a15 = FloatVector.fromArray(S, y, yo + 15 * W);
        int at = xo;
        for (int row = 0; row < rows; row++) {
            a0 = FloatVector.fromArray(S, x, at).add(a0);
            a1 = FloatVector.fromArray(S, x, at + W).add(a1);
            a2 = FloatVector.fromArray(S, x, at + 2 * W).add(a2);
            a3 = FloatVector.fromArray(S, x, at + 3 * W).add(a3);
            a4 = FloatVector.fromArray(S, x, at + 4 * W).add(a4);
            a5 = FloatVector.fromArray(S, x, at + 5 * W).add(a5);
            a6 = FloatVector.fromArray(S, x, at + 6 * W).add(a6);
            a7 = FloatVector.fromArray(S, x, at + 7 * W).add(a7);
            a8 = FloatVector.fromArray(S, x, at + 8 * W).add(a8);
            a9 = FloatVector.fromArray(S, x, at + 9 * W).add(a9);
            a10 = FloatVector.fromArray(S, x, at + 10 * W).add(a10);
            a11 = FloatVector.fromArray(S, x, at + 11 * W).add(a11);
            a12 = FloatVector.fromArray(S, x, at + 12 * W).add(a12);
            a13 = FloatVector.fromArray(S, x, at + 13 * W).add(a13);
            a14 = FloatVector.fromArray(S, x, at + 14 * W).add(a14);
            a15 = FloatVector.fromArray(S, x, at + 15 * W).add(a15);
            at += n;
        }
        a0.intoArray(y, yo);
        a1.intoArray(y, yo + W);
        a2.intoArray(y, yo + 2 * W);
        a3.intoArray(y, yo + 3 * W);
        a4.intoArray(y, yo + 4 * W);
        a5.intoArray(y, yo + 5 * W);
        a6.intoArray(y, yo + 6 * W);
        a7.intoArray(y, yo + 7 * W);
        a8.intoArray(y, yo + 8 * W);
        a9.intoArray(y, yo + 9 * W);
        a10.intoArray(y, yo + 10 * W);
        a11.intoArray(y, yo + 11 * W);
        a12.intoArray(y, yo + 12 * W);
        a13.intoArray(y, yo + 13 * W);
        a14.intoArray(y, yo + 14 * W);
        a15.intoArray(y, yo + 15 * W);
    }

    private static void addEight(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        FloatVector b = FloatVector.fromArray(S, y, yo + W);
        FloatVector c = FloatVector.fromArray(S, y, yo + 2 * W);
        FloatVector d = FloatVector.fromArray(S, y, yo + 3 * W);
        FloatVector e = FloatVector.fromArray(S, y, yo + 4 * W);
        FloatVector f = FloatVector.fromArray(S, y, yo + 5 * W);
        FloatVector g = FloatVector.fromArray(S, y, yo + 6 * W);
        FloatVector h = FloatVector.fromArray(S, y, yo + 7 * W);
        int at = xo;
        for (int row = 0; row < rows; row++) {
            a = FloatVector.fromArray(S, x, at).add(a);
            b = FloatVector.fromArray(S, x, at + W).add(b);
            c = FloatVector.fromArray(S, x, at + 2 * W).add(c);
            d = FloatVector.fromArray(S, x, at + 3 * W).add(d);
            e = FloatVector.fromArray(S, x, at + 4 * W).add(e);
            f = FloatVector.fromArray(S, x, at + 5 * W).add(f);
            g = FloatVector.fromArray(S, x, at + 6 * W).add(g);
            h = FloatVector.fromArray(S, x, at + 7 * W).add(h);
            at += n;
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + W);
        c.intoArray(y, yo + 2 * W);
        d.intoArray(y, yo + 3 * W);
        e.intoArray(y, yo + 4 * W);
        f.intoArray(y, yo + 5 * W);
        g.intoArray(y, yo + 6 * W);
        h.intoArray(y, yo + 7 * W);
    }

    private static void addFour(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        FloatVector b = FloatVector.fromArray(S, y, yo + W);
        FloatVector c = FloatVector.fromArray(S, y, yo + 2 * W);
        FloatVector d = FloatVector.fromArray(S, y, yo + 3 * W);
        int at = xo;
        for (int row = 0; row < rows; row++) {
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
        for (int row = 0; row < rows; row++) {
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
        for (int row = 0; row < rows; row++) {
            a = FloatVector.fromArray(S, x, at).add(a);
            at += n;
        }
        a.intoArray(y, yo);
    }

    @Override
    public void maxRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        int j = 0;
        for (; j <= n - 8 * W; j += 8 * W) {
            maxEight(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - 2 * W; j += 2 * W) {
            maxTwo(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - W; j += W) {
            maxOne(x, xo + j, rows, n, y, yo + j);
        }
        FloatReductions.maxRows(x, xo, rows, n, j, y, yo);
    }

    private static void maxEight(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        FloatVector b = FloatVector.fromArray(S, y, yo + W);
        FloatVector c = FloatVector.fromArray(S, y, yo + 2 * W);
        FloatVector d = FloatVector.fromArray(S, y, yo + 3 * W);
        FloatVector e = FloatVector.fromArray(S, y, yo + 4 * W);
        FloatVector f = FloatVector.fromArray(S, y, yo + 5 * W);
        FloatVector g = FloatVector.fromArray(S, y, yo + 6 * W);
        FloatVector h = FloatVector.fromArray(S, y, yo + 7 * W);
        int at = xo;
        for (int row = 0; row < rows; row++) {
            a = FloatVector.fromArray(S, x, at).max(a);
            b = FloatVector.fromArray(S, x, at + W).max(b);
            c = FloatVector.fromArray(S, x, at + 2 * W).max(c);
            d = FloatVector.fromArray(S, x, at + 3 * W).max(d);
            e = FloatVector.fromArray(S, x, at + 4 * W).max(e);
            f = FloatVector.fromArray(S, x, at + 5 * W).max(f);
            g = FloatVector.fromArray(S, x, at + 6 * W).max(g);
            h = FloatVector.fromArray(S, x, at + 7 * W).max(h);
            at += n;
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + W);
        c.intoArray(y, yo + 2 * W);
        d.intoArray(y, yo + 3 * W);
        e.intoArray(y, yo + 4 * W);
        f.intoArray(y, yo + 5 * W);
        g.intoArray(y, yo + 6 * W);
        h.intoArray(y, yo + 7 * W);
    }

    private static void maxTwo(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        FloatVector b = FloatVector.fromArray(S, y, yo + W);
        int at = xo;
        for (int row = 0; row < rows; row++) {
            a = FloatVector.fromArray(S, x, at).max(a);
            b = FloatVector.fromArray(S, x, at + W).max(b);
            at += n;
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + W);
    }

    private static void maxOne(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        int at = xo;
        for (int row = 0; row < rows; row++) {
            a = FloatVector.fromArray(S, x, at).max(a);
            at += n;
        }
        a.intoArray(y, yo);
    }

    @Override
    public void minRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        int j = 0;
        for (; j <= n - 8 * W; j += 8 * W) {
            minEight(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - 2 * W; j += 2 * W) {
            minTwo(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - W; j += W) {
            minOne(x, xo + j, rows, n, y, yo + j);
        }
        FloatReductions.minRows(x, xo, rows, n, j, y, yo);
    }

    private static void minEight(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        FloatVector b = FloatVector.fromArray(S, y, yo + W);
        FloatVector c = FloatVector.fromArray(S, y, yo + 2 * W);
        FloatVector d = FloatVector.fromArray(S, y, yo + 3 * W);
        FloatVector e = FloatVector.fromArray(S, y, yo + 4 * W);
        FloatVector f = FloatVector.fromArray(S, y, yo + 5 * W);
        FloatVector g = FloatVector.fromArray(S, y, yo + 6 * W);
        FloatVector h = FloatVector.fromArray(S, y, yo + 7 * W);
        int at = xo;
        for (int row = 0; row < rows; row++) {
            a = FloatVector.fromArray(S, x, at).min(a);
            b = FloatVector.fromArray(S, x, at + W).min(b);
            c = FloatVector.fromArray(S, x, at + 2 * W).min(c);
            d = FloatVector.fromArray(S, x, at + 3 * W).min(d);
            e = FloatVector.fromArray(S, x, at + 4 * W).min(e);
            f = FloatVector.fromArray(S, x, at + 5 * W).min(f);
            g = FloatVector.fromArray(S, x, at + 6 * W).min(g);
            h = FloatVector.fromArray(S, x, at + 7 * W).min(h);
            at += n;
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + W);
        c.intoArray(y, yo + 2 * W);
        d.intoArray(y, yo + 3 * W);
        e.intoArray(y, yo + 4 * W);
        f.intoArray(y, yo + 5 * W);
        g.intoArray(y, yo + 6 * W);
        h.intoArray(y, yo + 7 * W);
    }

    private static void minTwo(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        FloatVector b = FloatVector.fromArray(S, y, yo + W);
        int at = xo;
        for (int row = 0; row < rows; row++) {
            a = FloatVector.fromArray(S, x, at).min(a);
            b = FloatVector.fromArray(S, x, at + W).min(b);
            at += n;
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + W);
    }

    private static void minOne(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        int at = xo;
        for (int row = 0; row < rows; row++) {
            a = FloatVector.fromArray(S, x, at).min(a);
            at += n;
        }
        a.intoArray(y, yo);
    }
}
