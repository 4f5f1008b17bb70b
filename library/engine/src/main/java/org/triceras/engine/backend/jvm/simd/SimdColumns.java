package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatReductions;

/**
 * Reductions of a matrix to one row, in the order of its rows: the same bits at every width. Strips of up to sixteen vectors go down the matrix: the wider, the
 * more of a page is read at once (4096 x 1024 on two Zen 5 cores, where rows begin at cache lines: 182 to 197 GB/s; from memory 110; with four vectors
 * half of that).
 */
final class SimdColumns {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Integer> INTS = Lanes.INT;
    private static final int W = Lanes.WIDTH;
    private static final int NEGATIVE_ZERO = 0x80000000;

    private SimdColumns() {}

    static void addRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
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

    static void maxRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
        int j = 0;
        for (; j <= n - 8 * W; j += 8 * W) {
            if (!maxEight(x, xo + j, rows, n, y, yo + j)) {
                for (int i = j; i < j + 8 * W; i += W) {
                    maxOne(x, xo + i, rows, n, y, yo + i);
                }
            }
        }
        for (; j <= n - 2 * W; j += 2 * W) {
            maxTwo(x, xo + j, rows, n, y, yo + j);
        }
        for (; j <= n - W; j += W) {
            maxOne(x, xo + j, rows, n, y, yo + j);
        }
        FloatReductions.maxRows(x, xo, rows, n, j, y, yo);
    }

    /**
     * By comparisons, which take a third of a maximum's instructions. Sums find what they cannot tell: they are NaN where a number is, or both infinities
     * are. Then, or if a result is a negative zero, for which there may be a positive one, nothing is written and the result is false.
     */
    private static boolean maxEight(float[] x, int xo, int rows, int n, float[] y, int yo) {
        FloatVector a = FloatVector.fromArray(S, y, yo);
        FloatVector b = FloatVector.fromArray(S, y, yo + W);
        FloatVector c = FloatVector.fromArray(S, y, yo + 2 * W);
        FloatVector d = FloatVector.fromArray(S, y, yo + 3 * W);
        FloatVector e = FloatVector.fromArray(S, y, yo + 4 * W);
        FloatVector f = FloatVector.fromArray(S, y, yo + 5 * W);
        FloatVector g = FloatVector.fromArray(S, y, yo + 6 * W);
        FloatVector h = FloatVector.fromArray(S, y, yo + 7 * W);
        FloatVector sum = a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h)));
        FloatVector more = FloatVector.zero(S);
        int at = xo;
        for (int row = 0; row < rows; row++) {
            FloatVector a1 = FloatVector.fromArray(S, x, at);
            a = a1.blend(a, a1.compare(VectorOperators.LE, a));
            sum = a1.add(sum);
            FloatVector b1 = FloatVector.fromArray(S, x, at + W);
            b = b1.blend(b, b1.compare(VectorOperators.LE, b));
            more = b1.add(more);
            FloatVector c1 = FloatVector.fromArray(S, x, at + 2 * W);
            c = c1.blend(c, c1.compare(VectorOperators.LE, c));
            sum = c1.add(sum);
            FloatVector d1 = FloatVector.fromArray(S, x, at + 3 * W);
            d = d1.blend(d, d1.compare(VectorOperators.LE, d));
            more = d1.add(more);
            FloatVector e1 = FloatVector.fromArray(S, x, at + 4 * W);
            e = e1.blend(e, e1.compare(VectorOperators.LE, e));
            sum = e1.add(sum);
            FloatVector f1 = FloatVector.fromArray(S, x, at + 5 * W);
            f = f1.blend(f, f1.compare(VectorOperators.LE, f));
            more = f1.add(more);
            FloatVector g1 = FloatVector.fromArray(S, x, at + 6 * W);
            g = g1.blend(g, g1.compare(VectorOperators.LE, g));
            sum = g1.add(sum);
            FloatVector h1 = FloatVector.fromArray(S, x, at + 7 * W);
            h = h1.blend(h, h1.compare(VectorOperators.LE, h));
            more = h1.add(more);
            at += n;
        }
        sum = more.add(sum);
        if (sum.compare(VectorOperators.NE, sum).anyTrue()) {
            return false;
        }
        IntVector zero = IntVector.broadcast(INTS, NEGATIVE_ZERO);
        if (a.reinterpretAsInts().compare(VectorOperators.EQ, zero).anyTrue()
                || b.reinterpretAsInts().compare(VectorOperators.EQ, zero).anyTrue()
                || c.reinterpretAsInts().compare(VectorOperators.EQ, zero).anyTrue()
                || d.reinterpretAsInts().compare(VectorOperators.EQ, zero).anyTrue()
                || e.reinterpretAsInts().compare(VectorOperators.EQ, zero).anyTrue()
                || f.reinterpretAsInts().compare(VectorOperators.EQ, zero).anyTrue()
                || g.reinterpretAsInts().compare(VectorOperators.EQ, zero).anyTrue()
                || h.reinterpretAsInts().compare(VectorOperators.EQ, zero).anyTrue()) {
            return false;
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + W);
        c.intoArray(y, yo + 2 * W);
        d.intoArray(y, yo + 3 * W);
        e.intoArray(y, yo + 4 * W);
        f.intoArray(y, yo + 5 * W);
        g.intoArray(y, yo + 6 * W);
        h.intoArray(y, yo + 7 * W);
        return true;
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

    static void minRows(float[] x, int xo, int rows, int n, float[] y, int yo) {
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
