package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.Depths;
import org.triceras.engine.backend.jvm.GemmTiles;

/**
 * Micro-kernels of the float32 matrix product. Shapes: h x 2 vectors, h = 12, 8, 4, 2 with 32 vector registers (12 x 2 holds 24 sums, 2
 * vectors of B and a broadcast element of A: 27 registers) and h = 5, 4, 2 with 16; one row x 8 vectors, or 4 where panels are
 * to stay in the first-level cache, for products with a vector.
 * Measured on a Zen 5 core with AVX-512, in L1 and L2: 12 x 2 gives 225 GFLOP/s, 8 x 2 215. With 16 registers (-XX:UseAVX=2) 5 x 2
 * reached 103 on Java 25, where 6 x 2 spills and stays at 55; on Java 17 6 x 2 reached 115.
 *
 * <p>One method for each shape and all vectors in local variables: C2 boxes the elements of an array of vectors.
 */
final class SimdGemmTiles implements GemmTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    @Override
    public int maxRows() {
        return Lanes.MANY_REGISTERS ? 12 : 5;
    }

    @Override
    public int rowsFor(int rows) {
        return rows <= 2 ? rows : rows <= 4 ? 4 : Lanes.MANY_REGISTERS ? (rows <= 8 ? 8 : 12) : 5;
    }

    @Override
    public int columns() {
        return 2 * W;
    }

    @Override
    public int rowColumns() {
        return 8 * W;
    }

    @Override
    public int halfRowColumns() {
        return 4 * W;
    }

    @Override
    public void tile(
            int rows,
            int kc,
            float[] a,
            int ao,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        switch (rows) {
            case 12 -> tile12(kc, a, ao, b, bo, bs, c, co, ldc, accumulate);
            case 8 -> tile8(kc, a, ao, b, bo, bs, c, co, ldc, accumulate);
            case 5 -> tile5(kc, a, ao, b, bo, bs, c, co, ldc, accumulate);
            case 4 -> tile4(kc, a, ao, b, bo, bs, c, co, ldc, accumulate);
            case 2 -> tile2(kc, a, ao, b, bo, bs, c, co, ldc, accumulate);
            default -> row2(kc, a, ao, Depths.all(kc), b, bo, bs, c, co, accumulate);
        }
    }

    private static void tile12(
            int kc, float[] a, int ao, float[] b, int bo, int bs, float[] c, int co, int ldc, boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector y1 = FloatVector.zero(S);
        FloatVector x2 = FloatVector.zero(S);
        FloatVector y2 = FloatVector.zero(S);
        FloatVector x3 = FloatVector.zero(S);
        FloatVector y3 = FloatVector.zero(S);
        FloatVector x4 = FloatVector.zero(S);
        FloatVector y4 = FloatVector.zero(S);
        FloatVector x5 = FloatVector.zero(S);
        FloatVector y5 = FloatVector.zero(S);
        FloatVector x6 = FloatVector.zero(S);
        FloatVector y6 = FloatVector.zero(S);
        FloatVector x7 = FloatVector.zero(S);
        FloatVector y7 = FloatVector.zero(S);
        FloatVector x8 = FloatVector.zero(S);
        FloatVector y8 = FloatVector.zero(S);
        FloatVector x9 = FloatVector.zero(S);
        FloatVector y9 = FloatVector.zero(S);
        FloatVector x10 = FloatVector.zero(S);
        FloatVector y10 = FloatVector.zero(S);
        FloatVector x11 = FloatVector.zero(S);
        FloatVector y11 = FloatVector.zero(S);
        if (accumulate) {
            int r = co;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x2 = FloatVector.fromArray(S, c, r);
            y2 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x3 = FloatVector.fromArray(S, c, r);
            y3 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x4 = FloatVector.fromArray(S, c, r);
            y4 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x5 = FloatVector.fromArray(S, c, r);
            y5 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x6 = FloatVector.fromArray(S, c, r);
            y6 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x7 = FloatVector.fromArray(S, c, r);
            y7 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x8 = FloatVector.fromArray(S, c, r);
            y8 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x9 = FloatVector.fromArray(S, c, r);
            y9 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x10 = FloatVector.fromArray(S, c, r);
            y10 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x11 = FloatVector.fromArray(S, c, r);
            y11 = FloatVector.fromArray(S, c, r + W);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            FloatVector a0 = FloatVector.broadcast(S, a[ao]);
            x0 = a0.fma(bx, x0);
            y0 = a0.fma(by, y0);
            FloatVector a1 = FloatVector.broadcast(S, a[ao + 1]);
            x1 = a1.fma(bx, x1);
            y1 = a1.fma(by, y1);
            FloatVector a2 = FloatVector.broadcast(S, a[ao + 2]);
            x2 = a2.fma(bx, x2);
            y2 = a2.fma(by, y2);
            FloatVector a3 = FloatVector.broadcast(S, a[ao + 3]);
            x3 = a3.fma(bx, x3);
            y3 = a3.fma(by, y3);
            FloatVector a4 = FloatVector.broadcast(S, a[ao + 4]);
            x4 = a4.fma(bx, x4);
            y4 = a4.fma(by, y4);
            FloatVector a5 = FloatVector.broadcast(S, a[ao + 5]);
            x5 = a5.fma(bx, x5);
            y5 = a5.fma(by, y5);
            FloatVector a6 = FloatVector.broadcast(S, a[ao + 6]);
            x6 = a6.fma(bx, x6);
            y6 = a6.fma(by, y6);
            FloatVector a7 = FloatVector.broadcast(S, a[ao + 7]);
            x7 = a7.fma(bx, x7);
            y7 = a7.fma(by, y7);
            FloatVector a8 = FloatVector.broadcast(S, a[ao + 8]);
            x8 = a8.fma(bx, x8);
            y8 = a8.fma(by, y8);
            FloatVector a9 = FloatVector.broadcast(S, a[ao + 9]);
            x9 = a9.fma(bx, x9);
            y9 = a9.fma(by, y9);
            FloatVector a10 = FloatVector.broadcast(S, a[ao + 10]);
            x10 = a10.fma(bx, x10);
            y10 = a10.fma(by, y10);
            FloatVector a11 = FloatVector.broadcast(S, a[ao + 11]);
            x11 = a11.fma(bx, x11);
            y11 = a11.fma(by, y11);
            ao += 12;
            bo += bs;
        }
        int r = co;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r += ldc;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
        r += ldc;
        x2.intoArray(c, r);
        y2.intoArray(c, r + W);
        r += ldc;
        x3.intoArray(c, r);
        y3.intoArray(c, r + W);
        r += ldc;
        x4.intoArray(c, r);
        y4.intoArray(c, r + W);
        r += ldc;
        x5.intoArray(c, r);
        y5.intoArray(c, r + W);
        r += ldc;
        x6.intoArray(c, r);
        y6.intoArray(c, r + W);
        r += ldc;
        x7.intoArray(c, r);
        y7.intoArray(c, r + W);
        r += ldc;
        x8.intoArray(c, r);
        y8.intoArray(c, r + W);
        r += ldc;
        x9.intoArray(c, r);
        y9.intoArray(c, r + W);
        r += ldc;
        x10.intoArray(c, r);
        y10.intoArray(c, r + W);
        r += ldc;
        x11.intoArray(c, r);
        y11.intoArray(c, r + W);
    }

    private static void tile8(
            int kc, float[] a, int ao, float[] b, int bo, int bs, float[] c, int co, int ldc, boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector y1 = FloatVector.zero(S);
        FloatVector x2 = FloatVector.zero(S);
        FloatVector y2 = FloatVector.zero(S);
        FloatVector x3 = FloatVector.zero(S);
        FloatVector y3 = FloatVector.zero(S);
        FloatVector x4 = FloatVector.zero(S);
        FloatVector y4 = FloatVector.zero(S);
        FloatVector x5 = FloatVector.zero(S);
        FloatVector y5 = FloatVector.zero(S);
        FloatVector x6 = FloatVector.zero(S);
        FloatVector y6 = FloatVector.zero(S);
        FloatVector x7 = FloatVector.zero(S);
        FloatVector y7 = FloatVector.zero(S);
        if (accumulate) {
            int r = co;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x2 = FloatVector.fromArray(S, c, r);
            y2 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x3 = FloatVector.fromArray(S, c, r);
            y3 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x4 = FloatVector.fromArray(S, c, r);
            y4 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x5 = FloatVector.fromArray(S, c, r);
            y5 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x6 = FloatVector.fromArray(S, c, r);
            y6 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x7 = FloatVector.fromArray(S, c, r);
            y7 = FloatVector.fromArray(S, c, r + W);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            FloatVector a0 = FloatVector.broadcast(S, a[ao]);
            x0 = a0.fma(bx, x0);
            y0 = a0.fma(by, y0);
            FloatVector a1 = FloatVector.broadcast(S, a[ao + 1]);
            x1 = a1.fma(bx, x1);
            y1 = a1.fma(by, y1);
            FloatVector a2 = FloatVector.broadcast(S, a[ao + 2]);
            x2 = a2.fma(bx, x2);
            y2 = a2.fma(by, y2);
            FloatVector a3 = FloatVector.broadcast(S, a[ao + 3]);
            x3 = a3.fma(bx, x3);
            y3 = a3.fma(by, y3);
            FloatVector a4 = FloatVector.broadcast(S, a[ao + 4]);
            x4 = a4.fma(bx, x4);
            y4 = a4.fma(by, y4);
            FloatVector a5 = FloatVector.broadcast(S, a[ao + 5]);
            x5 = a5.fma(bx, x5);
            y5 = a5.fma(by, y5);
            FloatVector a6 = FloatVector.broadcast(S, a[ao + 6]);
            x6 = a6.fma(bx, x6);
            y6 = a6.fma(by, y6);
            FloatVector a7 = FloatVector.broadcast(S, a[ao + 7]);
            x7 = a7.fma(bx, x7);
            y7 = a7.fma(by, y7);
            ao += 8;
            bo += bs;
        }
        int r = co;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r += ldc;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
        r += ldc;
        x2.intoArray(c, r);
        y2.intoArray(c, r + W);
        r += ldc;
        x3.intoArray(c, r);
        y3.intoArray(c, r + W);
        r += ldc;
        x4.intoArray(c, r);
        y4.intoArray(c, r + W);
        r += ldc;
        x5.intoArray(c, r);
        y5.intoArray(c, r + W);
        r += ldc;
        x6.intoArray(c, r);
        y6.intoArray(c, r + W);
        r += ldc;
        x7.intoArray(c, r);
        y7.intoArray(c, r + W);
    }

    private static void tile5(
            int kc, float[] a, int ao, float[] b, int bo, int bs, float[] c, int co, int ldc, boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector y1 = FloatVector.zero(S);
        FloatVector x2 = FloatVector.zero(S);
        FloatVector y2 = FloatVector.zero(S);
        FloatVector x3 = FloatVector.zero(S);
        FloatVector y3 = FloatVector.zero(S);
        FloatVector x4 = FloatVector.zero(S);
        FloatVector y4 = FloatVector.zero(S);
        if (accumulate) {
            int r = co;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x2 = FloatVector.fromArray(S, c, r);
            y2 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x3 = FloatVector.fromArray(S, c, r);
            y3 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x4 = FloatVector.fromArray(S, c, r);
            y4 = FloatVector.fromArray(S, c, r + W);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            FloatVector a0 = FloatVector.broadcast(S, a[ao]);
            x0 = a0.fma(bx, x0);
            y0 = a0.fma(by, y0);
            FloatVector a1 = FloatVector.broadcast(S, a[ao + 1]);
            x1 = a1.fma(bx, x1);
            y1 = a1.fma(by, y1);
            FloatVector a2 = FloatVector.broadcast(S, a[ao + 2]);
            x2 = a2.fma(bx, x2);
            y2 = a2.fma(by, y2);
            FloatVector a3 = FloatVector.broadcast(S, a[ao + 3]);
            x3 = a3.fma(bx, x3);
            y3 = a3.fma(by, y3);
            FloatVector a4 = FloatVector.broadcast(S, a[ao + 4]);
            x4 = a4.fma(bx, x4);
            y4 = a4.fma(by, y4);
            ao += 5;
            bo += bs;
        }
        int r = co;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r += ldc;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
        r += ldc;
        x2.intoArray(c, r);
        y2.intoArray(c, r + W);
        r += ldc;
        x3.intoArray(c, r);
        y3.intoArray(c, r + W);
        r += ldc;
        x4.intoArray(c, r);
        y4.intoArray(c, r + W);
    }

    private static void tile4(
            int kc, float[] a, int ao, float[] b, int bo, int bs, float[] c, int co, int ldc, boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector y1 = FloatVector.zero(S);
        FloatVector x2 = FloatVector.zero(S);
        FloatVector y2 = FloatVector.zero(S);
        FloatVector x3 = FloatVector.zero(S);
        FloatVector y3 = FloatVector.zero(S);
        if (accumulate) {
            int r = co;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x2 = FloatVector.fromArray(S, c, r);
            y2 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x3 = FloatVector.fromArray(S, c, r);
            y3 = FloatVector.fromArray(S, c, r + W);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            FloatVector a0 = FloatVector.broadcast(S, a[ao]);
            x0 = a0.fma(bx, x0);
            y0 = a0.fma(by, y0);
            FloatVector a1 = FloatVector.broadcast(S, a[ao + 1]);
            x1 = a1.fma(bx, x1);
            y1 = a1.fma(by, y1);
            FloatVector a2 = FloatVector.broadcast(S, a[ao + 2]);
            x2 = a2.fma(bx, x2);
            y2 = a2.fma(by, y2);
            FloatVector a3 = FloatVector.broadcast(S, a[ao + 3]);
            x3 = a3.fma(bx, x3);
            y3 = a3.fma(by, y3);
            ao += 4;
            bo += bs;
        }
        int r = co;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r += ldc;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
        r += ldc;
        x2.intoArray(c, r);
        y2.intoArray(c, r + W);
        r += ldc;
        x3.intoArray(c, r);
        y3.intoArray(c, r + W);
    }

    private static void tile2(
            int kc, float[] a, int ao, float[] b, int bo, int bs, float[] c, int co, int ldc, boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector y1 = FloatVector.zero(S);
        if (accumulate) {
            int r = co;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r += ldc;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            FloatVector a0 = FloatVector.broadcast(S, a[ao]);
            x0 = a0.fma(bx, x0);
            y0 = a0.fma(by, y0);
            FloatVector a1 = FloatVector.broadcast(S, a[ao + 1]);
            x1 = a1.fma(bx, x1);
            y1 = a1.fma(by, y1);
            ao += 2;
            bo += bs;
        }
        int r = co;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r += ldc;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
    }

    @Override
    public void row(
            int columns,
            int kc,
            float[] a,
            int ao,
            int[] depths,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            boolean accumulate) {
        switch (columns / W) {
            case 8 -> row8(kc, a, ao, depths, b, bo, bs, c, co, accumulate);
            case 4 -> row4(kc, a, ao, depths, b, bo, bs, c, co, accumulate);
            default -> row2(kc, a, ao, depths, b, bo, bs, c, co, accumulate);
        }
    }

    private static void row8(
            int kc, float[] a, int ao, int[] depths, float[] b, int bo, int bs, float[] c, int co, boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector x2 = FloatVector.zero(S);
        FloatVector x3 = FloatVector.zero(S);
        FloatVector x4 = FloatVector.zero(S);
        FloatVector x5 = FloatVector.zero(S);
        FloatVector x6 = FloatVector.zero(S);
        FloatVector x7 = FloatVector.zero(S);
        if (accumulate) {
            x0 = FloatVector.fromArray(S, c, co);
            x1 = FloatVector.fromArray(S, c, co + 1 * W);
            x2 = FloatVector.fromArray(S, c, co + 2 * W);
            x3 = FloatVector.fromArray(S, c, co + 3 * W);
            x4 = FloatVector.fromArray(S, c, co + 4 * W);
            x5 = FloatVector.fromArray(S, c, co + 5 * W);
            x6 = FloatVector.fromArray(S, c, co + 6 * W);
            x7 = FloatVector.fromArray(S, c, co + 7 * W);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector t = FloatVector.broadcast(S, a[ao + p]);
            int at = bo + depths[p] * bs;
            x0 = t.fma(FloatVector.fromArray(S, b, at), x0);
            x1 = t.fma(FloatVector.fromArray(S, b, at + 1 * W), x1);
            x2 = t.fma(FloatVector.fromArray(S, b, at + 2 * W), x2);
            x3 = t.fma(FloatVector.fromArray(S, b, at + 3 * W), x3);
            x4 = t.fma(FloatVector.fromArray(S, b, at + 4 * W), x4);
            x5 = t.fma(FloatVector.fromArray(S, b, at + 5 * W), x5);
            x6 = t.fma(FloatVector.fromArray(S, b, at + 6 * W), x6);
            x7 = t.fma(FloatVector.fromArray(S, b, at + 7 * W), x7);
        }
        x0.intoArray(c, co);
        x1.intoArray(c, co + 1 * W);
        x2.intoArray(c, co + 2 * W);
        x3.intoArray(c, co + 3 * W);
        x4.intoArray(c, co + 4 * W);
        x5.intoArray(c, co + 5 * W);
        x6.intoArray(c, co + 6 * W);
        x7.intoArray(c, co + 7 * W);
    }

    private static void row4(
            int kc, float[] a, int ao, int[] depths, float[] b, int bo, int bs, float[] c, int co, boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector x2 = FloatVector.zero(S);
        FloatVector x3 = FloatVector.zero(S);
        if (accumulate) {
            x0 = FloatVector.fromArray(S, c, co);
            x1 = FloatVector.fromArray(S, c, co + 1 * W);
            x2 = FloatVector.fromArray(S, c, co + 2 * W);
            x3 = FloatVector.fromArray(S, c, co + 3 * W);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector t = FloatVector.broadcast(S, a[ao + p]);
            int at = bo + depths[p] * bs;
            x0 = t.fma(FloatVector.fromArray(S, b, at), x0);
            x1 = t.fma(FloatVector.fromArray(S, b, at + 1 * W), x1);
            x2 = t.fma(FloatVector.fromArray(S, b, at + 2 * W), x2);
            x3 = t.fma(FloatVector.fromArray(S, b, at + 3 * W), x3);
        }
        x0.intoArray(c, co);
        x1.intoArray(c, co + 1 * W);
        x2.intoArray(c, co + 2 * W);
        x3.intoArray(c, co + 3 * W);
    }

    private static void row2(
            int kc, float[] a, int ao, int[] depths, float[] b, int bo, int bs, float[] c, int co, boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        if (accumulate) {
            x0 = FloatVector.fromArray(S, c, co);
            y0 = FloatVector.fromArray(S, c, co + W);
        }
        for (int p = 0; p < kc; p++) {
            int at = bo + depths[p] * bs;
            FloatVector bx = FloatVector.fromArray(S, b, at);
            FloatVector by = FloatVector.fromArray(S, b, at + W);
            FloatVector a0 = FloatVector.broadcast(S, a[ao]);
            x0 = a0.fma(bx, x0);
            y0 = a0.fma(by, y0);
            ao += 1;
        }
        x0.intoArray(c, co);
        y0.intoArray(c, co + W);
    }

    @Override
    public void copyPanel(int height, float[] x, int xo, int stride, int depth, float[] to, int o) {
        SimdPanels.copy(height, x, xo, stride, depth, to, o);
    }

    @Override
    public void transposePanel(int height, float[] x, int xo, int stride, int depth, float[] to, int o) {
        SimdPanels.transpose(height, x, xo, stride, depth, to, o);
    }
}
