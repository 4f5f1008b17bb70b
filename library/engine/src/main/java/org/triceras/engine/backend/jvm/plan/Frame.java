package org.triceras.engine.backend.jvm.plan;

/**
 * Where the values of a running program are: value i occupies a Java array of its type from an offset on. Work space stays in
 * place from run to run; feeds, variables and results are set anew for each.
 */
final class Frame {
    final Object[] arrays;
    final int[] offsets;
    /** For each value a number that stays while its contents do, or 0 where nothing is known. */
    final long[] stamps;

    Frame(int values) {
        arrays = new Object[values];
        offsets = new int[values];
        stamps = new long[values];
    }

    Frame copy() {
        Frame copy = new Frame(arrays.length);
        System.arraycopy(arrays, 0, copy.arrays, 0, arrays.length);
        System.arraycopy(offsets, 0, copy.offsets, 0, offsets.length);
        return copy;
    }

    /** Does not write what is there already, see {@link Tile#set}. */
    void set(int value, Object array, int offset) {
        if (arrays[value] != array) {
            arrays[value] = array;
        }
        offsets[value] = offset;
    }

    float[] floats(int value) {
        return (float[]) arrays[value];
    }

    int offset(int value) {
        return offsets[value];
    }
}
