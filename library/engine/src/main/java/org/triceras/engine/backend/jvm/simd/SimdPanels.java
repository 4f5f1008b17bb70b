package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.Readiness;

/**
 * Copies rows of a matrix into panels for the micro-kernels, as they lie or transposed. Squares as wide as a vector are transposed in
 * registers: in step b lane i of vector j changes places with lane j of vector i where their numbers differ in bit b only. A megabyte
 * takes one Zen 5 core 30 us with Java 25, where single floats take 90; Java 17, 74.
 *
 * <p>Where a panel is not a multiple of a vector high, a store reaches into the next column of the panel, which is written later.
 */
final class SimdPanels {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorMask<Float> ODD_1 = odd(1);
    private static final VectorMask<Float> ODD_2 = odd(2);
    private static final VectorMask<Float> ODD_4 = odd(4);
    private static final VectorMask<Float> ODD_8 = odd(8);

    private static final Readiness READINESS = new Readiness();

    private SimdPanels() {}

    private static VectorShuffle<Float> swap(int bit) {
        return VectorShuffle.fromOp(S, i -> (i ^ bit) % W);
    }

    private static VectorMask<Float> odd(int bit) {
        boolean[] lanes = new boolean[W];
        for (int i = 0; i < W; i++) {
            lanes[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }

    /** {@code to[o + p * height + i] = x[xo + p * stride + i]} for p below depth and i below height. */
    static void copy(int height, float[] x, int xo, int stride, int depth, float[] to, int o) {
        if (height == 2 * W) {
            for (int p = 0; p < depth; p++) {
                FloatVector v = FloatVector.fromArray(S, x, xo);
                FloatVector w = FloatVector.fromArray(S, x, xo + W);
                v.intoArray(to, o);
                w.intoArray(to, o + W);
                xo += stride;
                o += height;
            }
            return;
        }
        int p = 0;
        if (height <= W && W <= stride + height) {
            for (; p < depth - 1; p++) {
                FloatVector.fromArray(S, x, xo).intoArray(to, o);
                xo += stride;
                o += height;
            }
        }
        for (; p < depth; p++) {
            System.arraycopy(x, xo, to, o, height);
            xo += stride;
            o += height;
        }
    }

    /** {@code to[o + p * height + i] = x[xo + i * stride + p]} for p below depth and i below height. */
    static void transpose(int height, float[] x, int xo, int stride, int depth, float[] to, int o) {
        for (int i = (height - 1) / W * W; i >= 0; i -= W) {
            int rows = Math.min(W, height - i);
            int from = xo + i * stride;
            int at = o + i;
            int end = rows == W ? depth : depth - 1;
            if (end >= W && !READINESS.isReady()) {
                long begun = READINESS.begin(W);
                square(x, from, stride, rows, to, at, height);
                READINESS.end(begun);
                end = W;
            } else if (end >= W) {
                for (int p = 0; p + W < end; p += W) {
                    square(x, from + p, stride, rows, to, at + p * height, height);
                }
                // The last one may lie over the one before.
                square(x, from + end - W, stride, rows, to, at + (end - W) * height, height);
            } else {
                end = 0;
            }
            rest(x, from, stride, rows, end, depth, to, at, height);
        }
    }

    /** The columns from {@code start} to {@code depth}, too few for a square: four rows at a time, so that stores are neighbours. */
    private static void rest(
            float[] x, int from, int stride, int rows, int start, int depth, float[] to, int at, int height) {
        int j = 0;
        for (; j + 4 <= rows; j += 4) {
            int f0 = from + j * stride;
            int f1 = f0 + stride;
            int f2 = f1 + stride;
            int f3 = f2 + stride;
            int t = at + j + start * height;
            for (int p = start; p < depth; p++) {
                to[t] = x[f0 + p];
                to[t + 1] = x[f1 + p];
                to[t + 2] = x[f2 + p];
                to[t + 3] = x[f3 + p];
                t += height;
            }
        }
        for (; j < rows; j++) {
            int f = from + j * stride;
            for (int p = start; p < depth; p++) {
                to[at + j + p * height] = x[f + p];
            }
        }
    }

    private static void square(float[] x, int from, int stride, int rows, float[] to, int at, int height) {
        if (W == 16) {
            transpose16(x, from, stride, rows, to, at, height);
        } else if (W == 8) {
            transpose8(x, from, stride, rows, to, at, height);
        } else {
            transpose4(x, from, stride, rows, to, at, height);
        }
    }

    private static void transpose16(float[] x, int from, int stride, int rows, float[] to, int at, int height) {
        int last = from + (rows - 1) * stride;
        FloatVector v0 = FloatVector.fromArray(S, x, from);
        FloatVector v1 = FloatVector.fromArray(S, x, Math.min(from + 1 * stride, last));
        FloatVector v2 = FloatVector.fromArray(S, x, Math.min(from + 2 * stride, last));
        FloatVector v3 = FloatVector.fromArray(S, x, Math.min(from + 3 * stride, last));
        FloatVector v4 = FloatVector.fromArray(S, x, Math.min(from + 4 * stride, last));
        FloatVector v5 = FloatVector.fromArray(S, x, Math.min(from + 5 * stride, last));
        FloatVector v6 = FloatVector.fromArray(S, x, Math.min(from + 6 * stride, last));
        FloatVector v7 = FloatVector.fromArray(S, x, Math.min(from + 7 * stride, last));
        FloatVector v8 = FloatVector.fromArray(S, x, Math.min(from + 8 * stride, last));
        FloatVector v9 = FloatVector.fromArray(S, x, Math.min(from + 9 * stride, last));
        FloatVector v10 = FloatVector.fromArray(S, x, Math.min(from + 10 * stride, last));
        FloatVector v11 = FloatVector.fromArray(S, x, Math.min(from + 11 * stride, last));
        FloatVector v12 = FloatVector.fromArray(S, x, Math.min(from + 12 * stride, last));
        FloatVector v13 = FloatVector.fromArray(S, x, Math.min(from + 13 * stride, last));
        FloatVector v14 = FloatVector.fromArray(S, x, Math.min(from + 14 * stride, last));
        FloatVector v15 = FloatVector.fromArray(S, x, Math.min(from + 15 * stride, last));
        FloatVector t;
        t = v0;
        v0 = v0.blend(v1.rearrange(SWAP_1), ODD_1);
        v1 = t.rearrange(SWAP_1).blend(v1, ODD_1);
        t = v2;
        v2 = v2.blend(v3.rearrange(SWAP_1), ODD_1);
        v3 = t.rearrange(SWAP_1).blend(v3, ODD_1);
        t = v4;
        v4 = v4.blend(v5.rearrange(SWAP_1), ODD_1);
        v5 = t.rearrange(SWAP_1).blend(v5, ODD_1);
        t = v6;
        v6 = v6.blend(v7.rearrange(SWAP_1), ODD_1);
        v7 = t.rearrange(SWAP_1).blend(v7, ODD_1);
        t = v8;
        v8 = v8.blend(v9.rearrange(SWAP_1), ODD_1);
        v9 = t.rearrange(SWAP_1).blend(v9, ODD_1);
        t = v10;
        v10 = v10.blend(v11.rearrange(SWAP_1), ODD_1);
        v11 = t.rearrange(SWAP_1).blend(v11, ODD_1);
        t = v12;
        v12 = v12.blend(v13.rearrange(SWAP_1), ODD_1);
        v13 = t.rearrange(SWAP_1).blend(v13, ODD_1);
        t = v14;
        v14 = v14.blend(v15.rearrange(SWAP_1), ODD_1);
        v15 = t.rearrange(SWAP_1).blend(v15, ODD_1);
        t = v0;
        v0 = v0.blend(v2.rearrange(SWAP_2), ODD_2);
        v2 = t.rearrange(SWAP_2).blend(v2, ODD_2);
        t = v1;
        v1 = v1.blend(v3.rearrange(SWAP_2), ODD_2);
        v3 = t.rearrange(SWAP_2).blend(v3, ODD_2);
        t = v4;
        v4 = v4.blend(v6.rearrange(SWAP_2), ODD_2);
        v6 = t.rearrange(SWAP_2).blend(v6, ODD_2);
        t = v5;
        v5 = v5.blend(v7.rearrange(SWAP_2), ODD_2);
        v7 = t.rearrange(SWAP_2).blend(v7, ODD_2);
        t = v8;
        v8 = v8.blend(v10.rearrange(SWAP_2), ODD_2);
        v10 = t.rearrange(SWAP_2).blend(v10, ODD_2);
        t = v9;
        v9 = v9.blend(v11.rearrange(SWAP_2), ODD_2);
        v11 = t.rearrange(SWAP_2).blend(v11, ODD_2);
        t = v12;
        v12 = v12.blend(v14.rearrange(SWAP_2), ODD_2);
        v14 = t.rearrange(SWAP_2).blend(v14, ODD_2);
        t = v13;
        v13 = v13.blend(v15.rearrange(SWAP_2), ODD_2);
        v15 = t.rearrange(SWAP_2).blend(v15, ODD_2);
        t = v0;
        v0 = v0.blend(v4.rearrange(SWAP_4), ODD_4);
        v4 = t.rearrange(SWAP_4).blend(v4, ODD_4);
        t = v1;
        v1 = v1.blend(v5.rearrange(SWAP_4), ODD_4);
        v5 = t.rearrange(SWAP_4).blend(v5, ODD_4);
        t = v2;
        v2 = v2.blend(v6.rearrange(SWAP_4), ODD_4);
        v6 = t.rearrange(SWAP_4).blend(v6, ODD_4);
        t = v3;
        v3 = v3.blend(v7.rearrange(SWAP_4), ODD_4);
        v7 = t.rearrange(SWAP_4).blend(v7, ODD_4);
        t = v8;
        v8 = v8.blend(v12.rearrange(SWAP_4), ODD_4);
        v12 = t.rearrange(SWAP_4).blend(v12, ODD_4);
        t = v9;
        v9 = v9.blend(v13.rearrange(SWAP_4), ODD_4);
        v13 = t.rearrange(SWAP_4).blend(v13, ODD_4);
        t = v10;
        v10 = v10.blend(v14.rearrange(SWAP_4), ODD_4);
        v14 = t.rearrange(SWAP_4).blend(v14, ODD_4);
        t = v11;
        v11 = v11.blend(v15.rearrange(SWAP_4), ODD_4);
        v15 = t.rearrange(SWAP_4).blend(v15, ODD_4);
        t = v0;
        v0 = v0.blend(v8.rearrange(SWAP_8), ODD_8);
        v8 = t.rearrange(SWAP_8).blend(v8, ODD_8);
        t = v1;
        v1 = v1.blend(v9.rearrange(SWAP_8), ODD_8);
        v9 = t.rearrange(SWAP_8).blend(v9, ODD_8);
        t = v2;
        v2 = v2.blend(v10.rearrange(SWAP_8), ODD_8);
        v10 = t.rearrange(SWAP_8).blend(v10, ODD_8);
        t = v3;
        v3 = v3.blend(v11.rearrange(SWAP_8), ODD_8);
        v11 = t.rearrange(SWAP_8).blend(v11, ODD_8);
        t = v4;
        v4 = v4.blend(v12.rearrange(SWAP_8), ODD_8);
        v12 = t.rearrange(SWAP_8).blend(v12, ODD_8);
        t = v5;
        v5 = v5.blend(v13.rearrange(SWAP_8), ODD_8);
        v13 = t.rearrange(SWAP_8).blend(v13, ODD_8);
        t = v6;
        v6 = v6.blend(v14.rearrange(SWAP_8), ODD_8);
        v14 = t.rearrange(SWAP_8).blend(v14, ODD_8);
        t = v7;
        v7 = v7.blend(v15.rearrange(SWAP_8), ODD_8);
        v15 = t.rearrange(SWAP_8).blend(v15, ODD_8);
        v0.intoArray(to, at);
        v1.intoArray(to, at + 1 * height);
        v2.intoArray(to, at + 2 * height);
        v3.intoArray(to, at + 3 * height);
        v4.intoArray(to, at + 4 * height);
        v5.intoArray(to, at + 5 * height);
        v6.intoArray(to, at + 6 * height);
        v7.intoArray(to, at + 7 * height);
        v8.intoArray(to, at + 8 * height);
        v9.intoArray(to, at + 9 * height);
        v10.intoArray(to, at + 10 * height);
        v11.intoArray(to, at + 11 * height);
        v12.intoArray(to, at + 12 * height);
        v13.intoArray(to, at + 13 * height);
        v14.intoArray(to, at + 14 * height);
        v15.intoArray(to, at + 15 * height);
    }

    private static void transpose8(float[] x, int from, int stride, int rows, float[] to, int at, int height) {
        int last = from + (rows - 1) * stride;
        FloatVector v0 = FloatVector.fromArray(S, x, from);
        FloatVector v1 = FloatVector.fromArray(S, x, Math.min(from + 1 * stride, last));
        FloatVector v2 = FloatVector.fromArray(S, x, Math.min(from + 2 * stride, last));
        FloatVector v3 = FloatVector.fromArray(S, x, Math.min(from + 3 * stride, last));
        FloatVector v4 = FloatVector.fromArray(S, x, Math.min(from + 4 * stride, last));
        FloatVector v5 = FloatVector.fromArray(S, x, Math.min(from + 5 * stride, last));
        FloatVector v6 = FloatVector.fromArray(S, x, Math.min(from + 6 * stride, last));
        FloatVector v7 = FloatVector.fromArray(S, x, Math.min(from + 7 * stride, last));
        FloatVector t;
        t = v0;
        v0 = v0.blend(v1.rearrange(SWAP_1), ODD_1);
        v1 = t.rearrange(SWAP_1).blend(v1, ODD_1);
        t = v2;
        v2 = v2.blend(v3.rearrange(SWAP_1), ODD_1);
        v3 = t.rearrange(SWAP_1).blend(v3, ODD_1);
        t = v4;
        v4 = v4.blend(v5.rearrange(SWAP_1), ODD_1);
        v5 = t.rearrange(SWAP_1).blend(v5, ODD_1);
        t = v6;
        v6 = v6.blend(v7.rearrange(SWAP_1), ODD_1);
        v7 = t.rearrange(SWAP_1).blend(v7, ODD_1);
        t = v0;
        v0 = v0.blend(v2.rearrange(SWAP_2), ODD_2);
        v2 = t.rearrange(SWAP_2).blend(v2, ODD_2);
        t = v1;
        v1 = v1.blend(v3.rearrange(SWAP_2), ODD_2);
        v3 = t.rearrange(SWAP_2).blend(v3, ODD_2);
        t = v4;
        v4 = v4.blend(v6.rearrange(SWAP_2), ODD_2);
        v6 = t.rearrange(SWAP_2).blend(v6, ODD_2);
        t = v5;
        v5 = v5.blend(v7.rearrange(SWAP_2), ODD_2);
        v7 = t.rearrange(SWAP_2).blend(v7, ODD_2);
        t = v0;
        v0 = v0.blend(v4.rearrange(SWAP_4), ODD_4);
        v4 = t.rearrange(SWAP_4).blend(v4, ODD_4);
        t = v1;
        v1 = v1.blend(v5.rearrange(SWAP_4), ODD_4);
        v5 = t.rearrange(SWAP_4).blend(v5, ODD_4);
        t = v2;
        v2 = v2.blend(v6.rearrange(SWAP_4), ODD_4);
        v6 = t.rearrange(SWAP_4).blend(v6, ODD_4);
        t = v3;
        v3 = v3.blend(v7.rearrange(SWAP_4), ODD_4);
        v7 = t.rearrange(SWAP_4).blend(v7, ODD_4);
        v0.intoArray(to, at);
        v1.intoArray(to, at + 1 * height);
        v2.intoArray(to, at + 2 * height);
        v3.intoArray(to, at + 3 * height);
        v4.intoArray(to, at + 4 * height);
        v5.intoArray(to, at + 5 * height);
        v6.intoArray(to, at + 6 * height);
        v7.intoArray(to, at + 7 * height);
    }

    private static void transpose4(float[] x, int from, int stride, int rows, float[] to, int at, int height) {
        int last = from + (rows - 1) * stride;
        FloatVector v0 = FloatVector.fromArray(S, x, from);
        FloatVector v1 = FloatVector.fromArray(S, x, Math.min(from + 1 * stride, last));
        FloatVector v2 = FloatVector.fromArray(S, x, Math.min(from + 2 * stride, last));
        FloatVector v3 = FloatVector.fromArray(S, x, Math.min(from + 3 * stride, last));
        FloatVector t;
        t = v0;
        v0 = v0.blend(v1.rearrange(SWAP_1), ODD_1);
        v1 = t.rearrange(SWAP_1).blend(v1, ODD_1);
        t = v2;
        v2 = v2.blend(v3.rearrange(SWAP_1), ODD_1);
        v3 = t.rearrange(SWAP_1).blend(v3, ODD_1);
        t = v0;
        v0 = v0.blend(v2.rearrange(SWAP_2), ODD_2);
        v2 = t.rearrange(SWAP_2).blend(v2, ODD_2);
        t = v1;
        v1 = v1.blend(v3.rearrange(SWAP_2), ODD_2);
        v3 = t.rearrange(SWAP_2).blend(v3, ODD_2);
        v0.intoArray(to, at);
        v1.intoArray(to, at + 1 * height);
        v2.intoArray(to, at + 2 * height);
        v3.intoArray(to, at + 3 * height);
    }
}
