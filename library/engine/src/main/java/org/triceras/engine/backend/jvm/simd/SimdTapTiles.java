package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Micro-kernels of filter gradients, h neighbouring elements of the filter x 2 vectors of filters: h = 12, 9 with 32 vector registers, 5
 * with 16, and 4 to 1 for the rest. Registers as in {@link SimdGemmTiles}.
 */
final class SimdTapTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private SimdTapTiles() {}

    static int maxRows() {
        return Lanes.MANY_REGISTERS ? 12 : 5;
    }

    static int supportedRows(int rows) {
        return rows >= maxRows() ? maxRows() : Lanes.MANY_REGISTERS && rows >= 9 ? 9 : Math.min(rows, 4);
    }

    /** See {@link org.triceras.engine.backend.jvm.ConvTiles#taps}. */
    static void run(
            int rows,
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        switch (rows) {
            case 12 -> taps12(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            case 9 -> taps9(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            case 5 -> taps5(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            case 4 -> taps4(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            case 3 -> taps3(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            case 2 -> taps2(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            default -> taps1(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
        }
    }

    private static void taps12(
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
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
        for (int p = p0; p < p0 + kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            int d = depthOffset[p] + shift;
            FloatVector v0 = FloatVector.broadcast(S, x[d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[d + 1]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[d + 2]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[d + 3]);
            x3 = v3.fma(bx, x3);
            y3 = v3.fma(by, y3);
            FloatVector v4 = FloatVector.broadcast(S, x[d + 4]);
            x4 = v4.fma(bx, x4);
            y4 = v4.fma(by, y4);
            FloatVector v5 = FloatVector.broadcast(S, x[d + 5]);
            x5 = v5.fma(bx, x5);
            y5 = v5.fma(by, y5);
            FloatVector v6 = FloatVector.broadcast(S, x[d + 6]);
            x6 = v6.fma(bx, x6);
            y6 = v6.fma(by, y6);
            FloatVector v7 = FloatVector.broadcast(S, x[d + 7]);
            x7 = v7.fma(bx, x7);
            y7 = v7.fma(by, y7);
            FloatVector v8 = FloatVector.broadcast(S, x[d + 8]);
            x8 = v8.fma(bx, x8);
            y8 = v8.fma(by, y8);
            FloatVector v9 = FloatVector.broadcast(S, x[d + 9]);
            x9 = v9.fma(bx, x9);
            y9 = v9.fma(by, y9);
            FloatVector v10 = FloatVector.broadcast(S, x[d + 10]);
            x10 = v10.fma(bx, x10);
            y10 = v10.fma(by, y10);
            FloatVector v11 = FloatVector.broadcast(S, x[d + 11]);
            x11 = v11.fma(bx, x11);
            y11 = v11.fma(by, y11);
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

    private static void taps9(
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
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
        for (int p = p0; p < p0 + kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            int d = depthOffset[p] + shift;
            FloatVector v0 = FloatVector.broadcast(S, x[d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[d + 1]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[d + 2]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[d + 3]);
            x3 = v3.fma(bx, x3);
            y3 = v3.fma(by, y3);
            FloatVector v4 = FloatVector.broadcast(S, x[d + 4]);
            x4 = v4.fma(bx, x4);
            y4 = v4.fma(by, y4);
            FloatVector v5 = FloatVector.broadcast(S, x[d + 5]);
            x5 = v5.fma(bx, x5);
            y5 = v5.fma(by, y5);
            FloatVector v6 = FloatVector.broadcast(S, x[d + 6]);
            x6 = v6.fma(bx, x6);
            y6 = v6.fma(by, y6);
            FloatVector v7 = FloatVector.broadcast(S, x[d + 7]);
            x7 = v7.fma(bx, x7);
            y7 = v7.fma(by, y7);
            FloatVector v8 = FloatVector.broadcast(S, x[d + 8]);
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

    private static void taps5(
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
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
        for (int p = p0; p < p0 + kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            int d = depthOffset[p] + shift;
            FloatVector v0 = FloatVector.broadcast(S, x[d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[d + 1]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[d + 2]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[d + 3]);
            x3 = v3.fma(bx, x3);
            y3 = v3.fma(by, y3);
            FloatVector v4 = FloatVector.broadcast(S, x[d + 4]);
            x4 = v4.fma(bx, x4);
            y4 = v4.fma(by, y4);
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

    private static void taps4(
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
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
        for (int p = p0; p < p0 + kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            int d = depthOffset[p] + shift;
            FloatVector v0 = FloatVector.broadcast(S, x[d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[d + 1]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[d + 2]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[d + 3]);
            x3 = v3.fma(bx, x3);
            y3 = v3.fma(by, y3);
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

    private static void taps3(
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector y1 = FloatVector.zero(S);
        FloatVector x2 = FloatVector.zero(S);
        FloatVector y2 = FloatVector.zero(S);
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
        }
        for (int p = p0; p < p0 + kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            int d = depthOffset[p] + shift;
            FloatVector v0 = FloatVector.broadcast(S, x[d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[d + 1]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[d + 2]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
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
    }

    private static void taps2(
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
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
        for (int p = p0; p < p0 + kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            int d = depthOffset[p] + shift;
            FloatVector v0 = FloatVector.broadcast(S, x[d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[d + 1]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            bo += bs;
        }
        int r = co;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r += ldc;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
    }

    private static void taps1(
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        if (accumulate) {
            int r = co;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
        }
        for (int p = p0; p < p0 + kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo);
            FloatVector by = FloatVector.fromArray(S, b, bo + W);
            int d = depthOffset[p] + shift;
            FloatVector v0 = FloatVector.broadcast(S, x[d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            bo += bs;
        }
        int r = co;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
    }
}
