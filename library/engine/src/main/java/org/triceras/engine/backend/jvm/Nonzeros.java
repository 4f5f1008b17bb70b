package org.triceras.engine.backend.jvm;

/** Finds what is not zero in plain Java, for all that has no better way: see {@link SparseTiles#find}. */
public final class Nonzeros {
    private Nonzeros() {}

    /** The same for the floats {@code from} to {@code n - 1}. It has no branch, which would be foreseen wrongly again and again. */
    public static int find(float[] x, int xo, int from, int n, int columns, float[] values, int[] offsets, int at) {
        for (int p = from; p < n; p++) {
            float value = x[xo + p];
            values[at] = value;
            offsets[at] = p * columns;
            at += isNonzero(value);
        }
        return at;
    }

    /** 1 for what is neither 0 nor -0. */
    static int isNonzero(float x) {
        int bits = Float.floatToRawIntBits(x) << 1;
        return (bits | -bits) >>> 31;
    }
}
