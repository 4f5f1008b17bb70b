package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Convolution of images of one channel with kernels of 3 x 3, the first layer of many networks: too little depth for the other kernels. The
 * nine rows of the filter, or the sums of its gradient, stay in registers while the positions go by, two vectors
 * of filters at a time if there are 32 of them, else one. Measured on a Zen 5 core, in the caches: 220 GFLOP/s forward.
 */
final class SimdNineTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private static int one = 1;

    private SimdNineTiles() {}

    /** See {@link org.triceras.engine.backend.jvm.ConvTiles#positionsNine}. */
    static void positions(
            int rows, float[] x, int[] rowOffset, int[] runs, float[] b, int bo, float[] c, int co, int ldc) {
        if (Lanes.MANY_REGISTERS) {
            wholePositions(rows, x, rowOffset, runs, b, bo, c, co, ldc);
        } else {
            halfPositions(rows, x, rowOffset, runs, one, one + one, b, bo, c, co, ldc);
            halfPositions(rows, x, rowOffset, runs, one, one + one, b, bo + W, c, co + W, ldc);
        }
    }

    private static void wholePositions(
            int rows, float[] x, int[] rowOffset, int[] runs, float[] b, int bo, float[] c, int co, int ldc) {
        int r0 = runs[0];
        int r1 = runs[1];
        int r2 = runs[2];
        FloatVector zero = FloatVector.zero(S);
        FloatVector bx0 = FloatVector.fromArray(S, b, bo);
        FloatVector by0 = FloatVector.fromArray(S, b, bo + W);
        FloatVector bx1 = FloatVector.fromArray(S, b, bo + 2 * W);
        FloatVector by1 = FloatVector.fromArray(S, b, bo + 3 * W);
        FloatVector bx2 = FloatVector.fromArray(S, b, bo + 4 * W);
        FloatVector by2 = FloatVector.fromArray(S, b, bo + 5 * W);
        FloatVector bx3 = FloatVector.fromArray(S, b, bo + 6 * W);
        FloatVector by3 = FloatVector.fromArray(S, b, bo + 7 * W);
        FloatVector bx4 = FloatVector.fromArray(S, b, bo + 8 * W);
        FloatVector by4 = FloatVector.fromArray(S, b, bo + 9 * W);
        FloatVector bx5 = FloatVector.fromArray(S, b, bo + 10 * W);
        FloatVector by5 = FloatVector.fromArray(S, b, bo + 11 * W);
        FloatVector bx6 = FloatVector.fromArray(S, b, bo + 12 * W);
        FloatVector by6 = FloatVector.fromArray(S, b, bo + 13 * W);
        FloatVector bx7 = FloatVector.fromArray(S, b, bo + 14 * W);
        FloatVector by7 = FloatVector.fromArray(S, b, bo + 15 * W);
        FloatVector bx8 = FloatVector.fromArray(S, b, bo + 16 * W);
        FloatVector by8 = FloatVector.fromArray(S, b, bo + 17 * W);
        for (int i = 0; i < rows; i++) {
            int d0 = rowOffset[i] + r0;
            int d1 = rowOffset[i] + r1;
            int d2 = rowOffset[i] + r2;
            FloatVector v0 = FloatVector.broadcast(S, x[d0]);
            FloatVector cx = v0.fma(bx0, zero);
            FloatVector cy = v0.fma(by0, zero);
            FloatVector v1 = FloatVector.broadcast(S, x[d0 + 1]);
            cx = v1.fma(bx1, cx);
            cy = v1.fma(by1, cy);
            FloatVector v2 = FloatVector.broadcast(S, x[d0 + 2]);
            cx = v2.fma(bx2, cx);
            cy = v2.fma(by2, cy);
            FloatVector v3 = FloatVector.broadcast(S, x[d1]);
            cx = v3.fma(bx3, cx);
            cy = v3.fma(by3, cy);
            FloatVector v4 = FloatVector.broadcast(S, x[d1 + 1]);
            cx = v4.fma(bx4, cx);
            cy = v4.fma(by4, cy);
            FloatVector v5 = FloatVector.broadcast(S, x[d1 + 2]);
            cx = v5.fma(bx5, cx);
            cy = v5.fma(by5, cy);
            FloatVector v6 = FloatVector.broadcast(S, x[d2]);
            cx = v6.fma(bx6, cx);
            cy = v6.fma(by6, cy);
            FloatVector v7 = FloatVector.broadcast(S, x[d2 + 1]);
            cx = v7.fma(bx7, cx);
            cy = v7.fma(by7, cy);
            FloatVector v8 = FloatVector.broadcast(S, x[d2 + 2]);
            cx = v8.fma(bx8, cx);
            cy = v8.fma(by8, cy);
            cx.intoArray(c, co);
            cy.intoArray(c, co + W);
            co += ldc;
        }
    }

    /** See {@link org.triceras.engine.backend.jvm.ConvTiles#tapsNine}. */
    static void taps(
            int kc,
            float[] x,
            int[] depthOffset,
            int[] runs,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        if (Lanes.MANY_REGISTERS) {
            wholeTaps(kc, x, depthOffset, runs, b, bo, bs, c, co, ldc, accumulate);
        } else {
            halfTaps(kc, x, depthOffset, runs, b, bo, bs, c, co, ldc, accumulate);
            halfTaps(kc, x, depthOffset, runs, b, bo + W, bs, c, co + W, ldc, accumulate);
        }
    }

    private static void wholeTaps(
            int kc,
            float[] x,
            int[] depthOffset,
            int[] runs,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int r0 = runs[0];
        int r1 = runs[1];
        int r2 = runs[2];
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
        }
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            int d0 = depthOffset[p] + r0;
            int d1 = depthOffset[p] + r1;
            int d2 = depthOffset[p] + r2;
            FloatVector v0 = FloatVector.broadcast(S, x[d0]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[d0 + 1]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[d0 + 2]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[d1]);
            x3 = v3.fma(bx, x3);
            y3 = v3.fma(by, y3);
            FloatVector v4 = FloatVector.broadcast(S, x[d1 + 1]);
            x4 = v4.fma(bx, x4);
            y4 = v4.fma(by, y4);
            FloatVector v5 = FloatVector.broadcast(S, x[d1 + 2]);
            x5 = v5.fma(bx, x5);
            y5 = v5.fma(by, y5);
            FloatVector v6 = FloatVector.broadcast(S, x[d2]);
            x6 = v6.fma(bx, x6);
            y6 = v6.fma(by, y6);
            FloatVector v7 = FloatVector.broadcast(S, x[d2 + 1]);
            x7 = v7.fma(bx, x7);
            y7 = v7.fma(by, y7);
            FloatVector v8 = FloatVector.broadcast(S, x[d2 + 2]);
            x8 = v8.fma(bx, x8);
            y8 = v8.fma(by, y8);
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
    }

    /** The left or right half of the columns, for processors with 16 registers. The steps (1 and 2) are unknown to C2, see {@link SimdPositionTiles}. */
    private static void halfPositions(
            int rows,
            float[] x,
            int[] rowOffset,
            int[] runs,
            int step1,
            int step2,
            float[] b,
            int bo,
            float[] c,
            int co,
            int ldc) {
        int r0 = runs[0];
        int r1 = runs[1];
        int r2 = runs[2];
        FloatVector zero = FloatVector.zero(S);
        FloatVector b0 = FloatVector.fromArray(S, b, bo);
        FloatVector b1 = FloatVector.fromArray(S, b, bo + 2 * W);
        FloatVector b2 = FloatVector.fromArray(S, b, bo + 4 * W);
        FloatVector b3 = FloatVector.fromArray(S, b, bo + 6 * W);
        FloatVector b4 = FloatVector.fromArray(S, b, bo + 8 * W);
        FloatVector b5 = FloatVector.fromArray(S, b, bo + 10 * W);
        FloatVector b6 = FloatVector.fromArray(S, b, bo + 12 * W);
        FloatVector b7 = FloatVector.fromArray(S, b, bo + 14 * W);
        FloatVector b8 = FloatVector.fromArray(S, b, bo + 16 * W);
        for (int i = 0; i < rows; i++) {
            int d0 = rowOffset[i] + r0;
            int d1 = rowOffset[i] + r1;
            int d2 = rowOffset[i] + r2;
            FloatVector sum = FloatVector.broadcast(S, x[d0]).fma(b0, zero);
            sum = FloatVector.broadcast(S, x[d0 + step1]).fma(b1, sum);
            sum = FloatVector.broadcast(S, x[d0 + step2]).fma(b2, sum);
            sum = FloatVector.broadcast(S, x[d1]).fma(b3, sum);
            sum = FloatVector.broadcast(S, x[d1 + step1]).fma(b4, sum);
            sum = FloatVector.broadcast(S, x[d1 + step2]).fma(b5, sum);
            sum = FloatVector.broadcast(S, x[d2]).fma(b6, sum);
            sum = FloatVector.broadcast(S, x[d2 + step1]).fma(b7, sum);
            sum = FloatVector.broadcast(S, x[d2 + step2]).fma(b8, sum);
            sum.intoArray(c, co);
            co += ldc;
        }
    }

    private static void halfTaps(
            int kc,
            float[] x,
            int[] depthOffset,
            int[] runs,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int r0 = runs[0];
        int r1 = runs[1];
        int r2 = runs[2];
        FloatVector c0 = FloatVector.zero(S);
        FloatVector c1 = FloatVector.zero(S);
        FloatVector c2 = FloatVector.zero(S);
        FloatVector c3 = FloatVector.zero(S);
        FloatVector c4 = FloatVector.zero(S);
        FloatVector c5 = FloatVector.zero(S);
        FloatVector c6 = FloatVector.zero(S);
        FloatVector c7 = FloatVector.zero(S);
        FloatVector c8 = FloatVector.zero(S);
        int at = co;
        if (accumulate) {
            c0 = FloatVector.fromArray(S, c, at);
            at += ldc;
            c1 = FloatVector.fromArray(S, c, at);
            at += ldc;
            c2 = FloatVector.fromArray(S, c, at);
            at += ldc;
            c3 = FloatVector.fromArray(S, c, at);
            at += ldc;
            c4 = FloatVector.fromArray(S, c, at);
            at += ldc;
            c5 = FloatVector.fromArray(S, c, at);
            at += ldc;
            c6 = FloatVector.fromArray(S, c, at);
            at += ldc;
            c7 = FloatVector.fromArray(S, c, at);
            at += ldc;
            c8 = FloatVector.fromArray(S, c, at);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector v = FloatVector.fromArray(S, b, bo);
            int d0 = depthOffset[p] + r0;
            int d1 = depthOffset[p] + r1;
            int d2 = depthOffset[p] + r2;
            c0 = FloatVector.broadcast(S, x[d0]).fma(v, c0);
            c1 = FloatVector.broadcast(S, x[d0 + 1]).fma(v, c1);
            c2 = FloatVector.broadcast(S, x[d0 + 2]).fma(v, c2);
            c3 = FloatVector.broadcast(S, x[d1]).fma(v, c3);
            c4 = FloatVector.broadcast(S, x[d1 + 1]).fma(v, c4);
            c5 = FloatVector.broadcast(S, x[d1 + 2]).fma(v, c5);
            c6 = FloatVector.broadcast(S, x[d2]).fma(v, c6);
            c7 = FloatVector.broadcast(S, x[d2 + 1]).fma(v, c7);
            c8 = FloatVector.broadcast(S, x[d2 + 2]).fma(v, c8);
            bo += bs;
        }
        at = co;
        c0.intoArray(c, at);
        at += ldc;
        c1.intoArray(c, at);
        at += ldc;
        c2.intoArray(c, at);
        at += ldc;
        c3.intoArray(c, at);
        at += ldc;
        c4.intoArray(c, at);
        at += ldc;
        c5.intoArray(c, at);
        at += ldc;
        c6.intoArray(c, at);
        at += ldc;
        c7.intoArray(c, at);
        at += ldc;
        c8.intoArray(c, at);
    }
}
