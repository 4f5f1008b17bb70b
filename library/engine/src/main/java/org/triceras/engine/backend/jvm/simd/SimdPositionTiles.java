package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Micro-kernels of float32 convolution, h output positions x 2 vectors of filters: h = 8 with 32 vector registers, 6 with 16, and 4, 2, 1
 * for the rest; 9 with 32 registers where positions are 9, 18, 27 or 36, as the tiles of small images and blocks in Winograd's algorithm are: 18 sums, 2
 * vectors of filters and up to 9 broadcast elements. Measured on a Zen 5 core, in the caches: 8 x 2 with AVX-512 gives 225 GFLOP/s on Java 17 and 230 on 25, 6 x 2 with AVX2
 * 117 on both (its peak).
 *
 * <p>What C2 makes of these loops decides about a factor of 3. With elements at {@code a + p} it takes the range checks out of the loop, and
 * then moves the loads up: that is good for 8 rows, but 12 rows on Java 17, and any number with 16 registers, spill vectors. The other
 * heights therefore advance by a step (always 1) that C2 does not know: the checks stay, and with them the order.
 */
final class SimdPositionTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    /** Not final, so that it is no constant for C2. */
    private static int one = 1;

    private SimdPositionTiles() {}

    static int maxRows() {
        return Lanes.MANY_REGISTERS ? 8 : 6;
    }

    static int supportedRows(int rows) {
        if (Lanes.MANY_REGISTERS && rows % 9 == 0 && rows <= 36 && rows > 0) {
            return 9;
        }
        return rows >= maxRows() ? maxRows() : rows >= 4 ? 4 : Math.min(rows, 2);
    }

    /** See {@link org.triceras.engine.backend.jvm.ConvTiles#positions}. */
    static void run(
            int rows,
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate) {
        switch (rows) {
            case 9 -> positions9(kc, x, rowOffset, ro, shift, b, bo, c, cOffset, ci, cShift, accumulate);
            case 8 -> positions8(kc, x, rowOffset, ro, shift, b, bo, c, cOffset, ci, cShift, accumulate);
            case 6 -> positions6(kc, x, rowOffset, ro, shift, one, b, bo, c, cOffset, ci, cShift, accumulate);
            case 4 -> positions4(kc, x, rowOffset, ro, shift, one, b, bo, c, cOffset, ci, cShift, accumulate);
            case 2 -> positions2(kc, x, rowOffset, ro, shift, one, b, bo, c, cOffset, ci, cShift, accumulate);
            default -> positions1(kc, x, rowOffset, ro, shift, one, b, bo, c, cOffset, ci, cShift, accumulate);
        }
    }

    private static void positions9(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate) {
        int a0 = rowOffset[ro] + shift;
        int a1 = rowOffset[ro + 1] + shift;
        int a2 = rowOffset[ro + 2] + shift;
        int a3 = rowOffset[ro + 3] + shift;
        int a4 = rowOffset[ro + 4] + shift;
        int a5 = rowOffset[ro + 5] + shift;
        int a6 = rowOffset[ro + 6] + shift;
        int a7 = rowOffset[ro + 7] + shift;
        int a8 = rowOffset[ro + 8] + shift;
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
            int r = cOffset[ci] + cShift;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 1] + cShift;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 2] + cShift;
            x2 = FloatVector.fromArray(S, c, r);
            y2 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 3] + cShift;
            x3 = FloatVector.fromArray(S, c, r);
            y3 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 4] + cShift;
            x4 = FloatVector.fromArray(S, c, r);
            y4 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 5] + cShift;
            x5 = FloatVector.fromArray(S, c, r);
            y5 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 6] + cShift;
            x6 = FloatVector.fromArray(S, c, r);
            y6 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 7] + cShift;
            x7 = FloatVector.fromArray(S, c, r);
            y7 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 8] + cShift;
            x8 = FloatVector.fromArray(S, c, r);
            y8 = FloatVector.fromArray(S, c, r + W);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo + p * (2 * W));
            FloatVector by = FloatVector.fromArray(S, b, bo + p * (2 * W) + W);
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + p]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[a1 + p]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[a2 + p]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[a3 + p]);
            x3 = v3.fma(bx, x3);
            y3 = v3.fma(by, y3);
            FloatVector v4 = FloatVector.broadcast(S, x[a4 + p]);
            x4 = v4.fma(bx, x4);
            y4 = v4.fma(by, y4);
            FloatVector v5 = FloatVector.broadcast(S, x[a5 + p]);
            x5 = v5.fma(bx, x5);
            y5 = v5.fma(by, y5);
            FloatVector v6 = FloatVector.broadcast(S, x[a6 + p]);
            x6 = v6.fma(bx, x6);
            y6 = v6.fma(by, y6);
            FloatVector v7 = FloatVector.broadcast(S, x[a7 + p]);
            x7 = v7.fma(bx, x7);
            y7 = v7.fma(by, y7);
            FloatVector v8 = FloatVector.broadcast(S, x[a8 + p]);
            x8 = v8.fma(bx, x8);
            y8 = v8.fma(by, y8);
        }
        int r = cOffset[ci] + cShift;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r = cOffset[ci + 1] + cShift;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
        r = cOffset[ci + 2] + cShift;
        x2.intoArray(c, r);
        y2.intoArray(c, r + W);
        r = cOffset[ci + 3] + cShift;
        x3.intoArray(c, r);
        y3.intoArray(c, r + W);
        r = cOffset[ci + 4] + cShift;
        x4.intoArray(c, r);
        y4.intoArray(c, r + W);
        r = cOffset[ci + 5] + cShift;
        x5.intoArray(c, r);
        y5.intoArray(c, r + W);
        r = cOffset[ci + 6] + cShift;
        x6.intoArray(c, r);
        y6.intoArray(c, r + W);
        r = cOffset[ci + 7] + cShift;
        x7.intoArray(c, r);
        y7.intoArray(c, r + W);
        r = cOffset[ci + 8] + cShift;
        x8.intoArray(c, r);
        y8.intoArray(c, r + W);
    }

    private static void positions8(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate) {
        int a0 = rowOffset[ro] + shift;
        int a1 = rowOffset[ro + 1] + shift;
        int a2 = rowOffset[ro + 2] + shift;
        int a3 = rowOffset[ro + 3] + shift;
        int a4 = rowOffset[ro + 4] + shift;
        int a5 = rowOffset[ro + 5] + shift;
        int a6 = rowOffset[ro + 6] + shift;
        int a7 = rowOffset[ro + 7] + shift;
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
            int r = cOffset[ci] + cShift;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 1] + cShift;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 2] + cShift;
            x2 = FloatVector.fromArray(S, c, r);
            y2 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 3] + cShift;
            x3 = FloatVector.fromArray(S, c, r);
            y3 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 4] + cShift;
            x4 = FloatVector.fromArray(S, c, r);
            y4 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 5] + cShift;
            x5 = FloatVector.fromArray(S, c, r);
            y5 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 6] + cShift;
            x6 = FloatVector.fromArray(S, c, r);
            y6 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 7] + cShift;
            x7 = FloatVector.fromArray(S, c, r);
            y7 = FloatVector.fromArray(S, c, r + W);
        }
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo + p * (2 * W));
            FloatVector by = FloatVector.fromArray(S, b, bo + p * (2 * W) + W);
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + p]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[a1 + p]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            FloatVector v2 = FloatVector.broadcast(S, x[a2 + p]);
            x2 = v2.fma(bx, x2);
            y2 = v2.fma(by, y2);
            FloatVector v3 = FloatVector.broadcast(S, x[a3 + p]);
            x3 = v3.fma(bx, x3);
            y3 = v3.fma(by, y3);
            FloatVector v4 = FloatVector.broadcast(S, x[a4 + p]);
            x4 = v4.fma(bx, x4);
            y4 = v4.fma(by, y4);
            FloatVector v5 = FloatVector.broadcast(S, x[a5 + p]);
            x5 = v5.fma(bx, x5);
            y5 = v5.fma(by, y5);
            FloatVector v6 = FloatVector.broadcast(S, x[a6 + p]);
            x6 = v6.fma(bx, x6);
            y6 = v6.fma(by, y6);
            FloatVector v7 = FloatVector.broadcast(S, x[a7 + p]);
            x7 = v7.fma(bx, x7);
            y7 = v7.fma(by, y7);
        }
        int r = cOffset[ci] + cShift;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r = cOffset[ci + 1] + cShift;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
        r = cOffset[ci + 2] + cShift;
        x2.intoArray(c, r);
        y2.intoArray(c, r + W);
        r = cOffset[ci + 3] + cShift;
        x3.intoArray(c, r);
        y3.intoArray(c, r + W);
        r = cOffset[ci + 4] + cShift;
        x4.intoArray(c, r);
        y4.intoArray(c, r + W);
        r = cOffset[ci + 5] + cShift;
        x5.intoArray(c, r);
        y5.intoArray(c, r + W);
        r = cOffset[ci + 6] + cShift;
        x6.intoArray(c, r);
        y6.intoArray(c, r + W);
        r = cOffset[ci + 7] + cShift;
        x7.intoArray(c, r);
        y7.intoArray(c, r + W);
    }

    private static void positions6(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            int step,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate) {
        int a0 = rowOffset[ro] + shift;
        int a1 = rowOffset[ro + 1] + shift;
        int a2 = rowOffset[ro + 2] + shift;
        int a3 = rowOffset[ro + 3] + shift;
        int a4 = rowOffset[ro + 4] + shift;
        int a5 = rowOffset[ro + 5] + shift;
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
        if (accumulate) {
            int r = cOffset[ci] + cShift;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 1] + cShift;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 2] + cShift;
            x2 = FloatVector.fromArray(S, c, r);
            y2 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 3] + cShift;
            x3 = FloatVector.fromArray(S, c, r);
            y3 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 4] + cShift;
            x4 = FloatVector.fromArray(S, c, r);
            y4 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 5] + cShift;
            x5 = FloatVector.fromArray(S, c, r);
            y5 = FloatVector.fromArray(S, c, r + W);
        }
        int d = 0;
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo + p * (2 * W));
            FloatVector by = FloatVector.fromArray(S, b, bo + p * (2 * W) + W);
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
            d += step;
        }
        int r = cOffset[ci] + cShift;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r = cOffset[ci + 1] + cShift;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
        r = cOffset[ci + 2] + cShift;
        x2.intoArray(c, r);
        y2.intoArray(c, r + W);
        r = cOffset[ci + 3] + cShift;
        x3.intoArray(c, r);
        y3.intoArray(c, r + W);
        r = cOffset[ci + 4] + cShift;
        x4.intoArray(c, r);
        y4.intoArray(c, r + W);
        r = cOffset[ci + 5] + cShift;
        x5.intoArray(c, r);
        y5.intoArray(c, r + W);
    }

    private static void positions4(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            int step,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate) {
        int a0 = rowOffset[ro] + shift;
        int a1 = rowOffset[ro + 1] + shift;
        int a2 = rowOffset[ro + 2] + shift;
        int a3 = rowOffset[ro + 3] + shift;
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector y1 = FloatVector.zero(S);
        FloatVector x2 = FloatVector.zero(S);
        FloatVector y2 = FloatVector.zero(S);
        FloatVector x3 = FloatVector.zero(S);
        FloatVector y3 = FloatVector.zero(S);
        if (accumulate) {
            int r = cOffset[ci] + cShift;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 1] + cShift;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 2] + cShift;
            x2 = FloatVector.fromArray(S, c, r);
            y2 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 3] + cShift;
            x3 = FloatVector.fromArray(S, c, r);
            y3 = FloatVector.fromArray(S, c, r + W);
        }
        int d = 0;
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo + p * (2 * W));
            FloatVector by = FloatVector.fromArray(S, b, bo + p * (2 * W) + W);
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
            d += step;
        }
        int r = cOffset[ci] + cShift;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r = cOffset[ci + 1] + cShift;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
        r = cOffset[ci + 2] + cShift;
        x2.intoArray(c, r);
        y2.intoArray(c, r + W);
        r = cOffset[ci + 3] + cShift;
        x3.intoArray(c, r);
        y3.intoArray(c, r + W);
    }

    private static void positions2(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            int step,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate) {
        int a0 = rowOffset[ro] + shift;
        int a1 = rowOffset[ro + 1] + shift;
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        FloatVector x1 = FloatVector.zero(S);
        FloatVector y1 = FloatVector.zero(S);
        if (accumulate) {
            int r = cOffset[ci] + cShift;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
            r = cOffset[ci + 1] + cShift;
            x1 = FloatVector.fromArray(S, c, r);
            y1 = FloatVector.fromArray(S, c, r + W);
        }
        int d = 0;
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo + p * (2 * W));
            FloatVector by = FloatVector.fromArray(S, b, bo + p * (2 * W) + W);
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            FloatVector v1 = FloatVector.broadcast(S, x[a1 + d]);
            x1 = v1.fma(bx, x1);
            y1 = v1.fma(by, y1);
            d += step;
        }
        int r = cOffset[ci] + cShift;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
        r = cOffset[ci + 1] + cShift;
        x1.intoArray(c, r);
        y1.intoArray(c, r + W);
    }

    private static void positions1(
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            int step,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate) {
        int a0 = rowOffset[ro] + shift;
        FloatVector x0 = FloatVector.zero(S);
        FloatVector y0 = FloatVector.zero(S);
        if (accumulate) {
            int r = cOffset[ci] + cShift;
            x0 = FloatVector.fromArray(S, c, r);
            y0 = FloatVector.fromArray(S, c, r + W);
        }
        int d = 0;
        for (int p = 0; p < kc; p++) {
            FloatVector bx = FloatVector.fromArray(S, b, bo + p * (2 * W));
            FloatVector by = FloatVector.fromArray(S, b, bo + p * (2 * W) + W);
            FloatVector v0 = FloatVector.broadcast(S, x[a0 + d]);
            x0 = v0.fma(bx, x0);
            y0 = v0.fma(by, y0);
            d += step;
        }
        int r = cOffset[ci] + cShift;
        x0.intoArray(c, r);
        y0.intoArray(c, r + W);
    }
}
