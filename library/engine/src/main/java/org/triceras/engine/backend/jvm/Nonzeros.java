package org.triceras.engine.backend.jvm;

import java.util.Arrays;

/** Finds the depths of a strip at which not all of its rows are zero, in plain loops: what kernels do with vectors, or leave to these. */
public final class Nonzeros {
    private Nonzeros() {}

    /**
     * Notes those depths from {@code first} to {@code depth - 1}, where element (i, p) lies at {@code x[xo + p * stride + i]}, after {@code kept} that
     * were found before.
     *
     * @return how many are noted now
     */
    public static int find(
            int height, float[] x, int xo, int stride, int first, int depth, int[] depths, int d, int kept) {
        for (int p = first; p < depth; p++) {
            float largest = 0;
            for (int i = 0; i < height; i++) {
                largest = Math.max(largest, Math.abs(x[xo + p * stride + i]));
            }
            depths[d + kept] = p;
            kept += largest != 0 ? 1 : 0;
        }
        return kept;
    }

    /**
     * As {@link GemmTiles#copyNonzeros}, but element (i, p) lies at {@code x[xo + i * stride + p]}. C2 makes vectors of these loops; those of the Vector
     * API would be objects in the few calls that come before, for a tenth of a second.
     */
    static int transpose(int height, float[] x, int xo, int stride, int depth, float[] to, int o, int[] depths, int d) {
        // Sums of magnitudes lie where the panel will be.
        Arrays.fill(to, o, o + depth, 0);
        for (int i = 0; i < height; i++) {
            addMagnitudes(x, xo + i * stride, depth, to, o);
        }
        int kept = find(1, to, o, 1, 0, depth, depths, d, 0);
        for (int i = 0; i < height; i++) {
            gather(x, xo + i * stride, depths, d, kept, to, o + i, height);
        }
        return kept;
    }

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
