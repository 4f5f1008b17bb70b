package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.ConvTiles;

/**
 * Micro-kernels of float32 convolution, h x 2 vectors: h = 12, 4, 1 with 32 vector registers, 5, 4, 1 with 16, and for filter gradients 3
 * and 2 as well, the width of small kernels on images of one channel. Registers as in {@link SimdGemmTiles}.
 */
final class SimdConvTiles implements ConvTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    @Override
    public int maxRows() {
        return Lanes.MANY_REGISTERS ? 12 : 5;
    }

    @Override
    public int supportedRows(int rows) {
        return rows >= maxRows() ? maxRows() : Math.min(rows, 4);
    }

    @Override
    public int columns() {
        return 2 * W;
    }

    @Override
    public void positions(
            int rows,
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int[] depthOffset,
            int p0,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        switch (rows) {
            case 12 -> positions12(kc, x, rowOffset, ro, depthOffset, p0, b, bo, bs, c, co, ldc, accumulate);
            case 5 -> positions5(kc, x, rowOffset, ro, depthOffset, p0, b, bo, bs, c, co, ldc, accumulate);
            case 4 -> positions4(kc, x, rowOffset, ro, depthOffset, p0, b, bo, bs, c, co, ldc, accumulate);
            case 3 -> positions3(kc, x, rowOffset, ro, depthOffset, p0, b, bo, bs, c, co, ldc, accumulate);
            case 2 -> positions2(kc, x, rowOffset, ro, depthOffset, p0, b, bo, bs, c, co, ldc, accumulate);
            default -> positions1(kc, x, rowOffset, ro, depthOffset, p0, b, bo, bs, c, co, ldc, accumulate);
        }
    }

    @Override
    public void taps(
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
            case 5 -> taps5(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            case 4 -> taps4(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            case 3 -> taps3(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            case 2 -> taps2(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
            default -> taps1(kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
        }
    }

    private static void positions12(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int[] depthOffset,
            int p0,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int a0 = rowOffset[ro];
        int a1 = rowOffset[ro + 1];
        int a2 = rowOffset[ro + 2];
        int a3 = rowOffset[ro + 3];
        int a4 = rowOffset[ro + 4];
        int a5 = rowOffset[ro + 5];
        int a6 = rowOffset[ro + 6];
        int a7 = rowOffset[ro + 7];
        int a8 = rowOffset[ro + 8];
        int a9 = rowOffset[ro + 9];
        int a10 = rowOffset[ro + 10];
        int a11 = rowOffset[ro + 11];
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
            int d = depthOffset[p];
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[a1 + d]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[a2 + d]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[a3 + d]);
            x3 = v3.fma(bx, x3);
            y3 = v3.fma(by, y3);
            FloatVector v4 = FloatVector.broadcast(S, x[a4 + d]);
            x4 = v4.fma(bx, x4);
            y4 = v4.fma(by, y4);
            FloatVector v5 = FloatVector.broadcast(S, x[a5 + d]);
            x5 = v5.fma(bx, x5);
            y5 = v5.fma(by, y5);
            FloatVector v6 = FloatVector.broadcast(S, x[a6 + d]);
            x6 = v6.fma(bx, x6);
            y6 = v6.fma(by, y6);
            FloatVector v7 = FloatVector.broadcast(S, x[a7 + d]);
            x7 = v7.fma(bx, x7);
            y7 = v7.fma(by, y7);
            FloatVector v8 = FloatVector.broadcast(S, x[a8 + d]);
            x8 = v8.fma(bx, x8);
            y8 = v8.fma(by, y8);
            FloatVector v9 = FloatVector.broadcast(S, x[a9 + d]);
            x9 = v9.fma(bx, x9);
            y9 = v9.fma(by, y9);
            FloatVector v10 = FloatVector.broadcast(S, x[a10 + d]);
            x10 = v10.fma(bx, x10);
            y10 = v10.fma(by, y10);
            FloatVector v11 = FloatVector.broadcast(S, x[a11 + d]);
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

    private static void positions5(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int[] depthOffset,
            int p0,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int a0 = rowOffset[ro];
        int a1 = rowOffset[ro + 1];
        int a2 = rowOffset[ro + 2];
        int a3 = rowOffset[ro + 3];
        int a4 = rowOffset[ro + 4];
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
            int d = depthOffset[p];
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[a1 + d]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[a2 + d]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[a3 + d]);
            x3 = v3.fma(bx, x3);
            y3 = v3.fma(by, y3);
            FloatVector v4 = FloatVector.broadcast(S, x[a4 + d]);
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

    private static void positions4(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int[] depthOffset,
            int p0,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int a0 = rowOffset[ro];
        int a1 = rowOffset[ro + 1];
        int a2 = rowOffset[ro + 2];
        int a3 = rowOffset[ro + 3];
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
            int d = depthOffset[p];
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[a1 + d]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[a2 + d]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[a3 + d]);
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

    private static void positions3(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int[] depthOffset,
            int p0,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int a0 = rowOffset[ro];
        int a1 = rowOffset[ro + 1];
        int a2 = rowOffset[ro + 2];
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
            int d = depthOffset[p];
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[a1 + d]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[a2 + d]);
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

    private static void positions2(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int[] depthOffset,
            int p0,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int a0 = rowOffset[ro];
        int a1 = rowOffset[ro + 1];
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
            int d = depthOffset[p];
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[a1 + d]);
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

    private static void positions1(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int[] depthOffset,
            int p0,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int a0 = rowOffset[ro];
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
            int d = depthOffset[p];
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            bo += bs;
        }
        int r = co;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
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
