package org.triceras.engine.backend.jvm.plan;

import java.util.Arrays;

/** Repeats one element. */
final class Fill {
    private Fill() {}

    /** Sets {@code n} elements of {@code to} to element {@code from[at]}; both arrays are of one primitive type. */
    static void repeat(Object from, int at, Object to, int start, int n) {
        if (to instanceof float[] floats) {
            Arrays.fill(floats, start, start + n, ((float[]) from)[at]);
        } else if (to instanceof double[] doubles) {
            Arrays.fill(doubles, start, start + n, ((double[]) from)[at]);
        } else if (to instanceof int[] ints) {
            Arrays.fill(ints, start, start + n, ((int[]) from)[at]);
        } else if (to instanceof long[] longs) {
            Arrays.fill(longs, start, start + n, ((long[]) from)[at]);
        } else if (to instanceof byte[] bytes) {
            Arrays.fill(bytes, start, start + n, ((byte[]) from)[at]);
        } else {
            Arrays.fill((boolean[]) to, start, start + n, ((boolean[]) from)[at]);
        }
    }
}
