package org.triceras.engine.backend.jvm.plan;

/**
 * The registers of one thread's run of a loop: each is a stretch of a Java array, in scratch space that stays in the L1 cache or
 * directly in a value's storage.
 */
final class Tile {
    /** Elements per tile: a handful of float registers of this size fit the L1 cache. */
    static final int SIZE = 1024;

    final Object[] arrays;
    final int[] offsets;
    /** Each register's own scratch array. */
    final Object[] scratch;
    /** The position of the tile's first element in the flat loop. */
    int position;
    /** Where the values are. */
    Frame frame;
    /** The run of the loop that the tile was prepared for. */
    int run;

    Tile(int registers) {
        arrays = new Object[registers];
        offsets = new int[registers];
        scratch = new Object[registers];
    }

    /** Lets go of the values that the last run worked on. */
    void release() {
        java.util.Arrays.fill(arrays, null);
        frame = null;
    }

    /**
     * Lets a register be a stretch. Most are where they were: the collector's barrier for a reference that is written (G1's has a fence, before which
     * all earlier stores must reach the cache) takes as long as a short stretch.
     */
    void set(int register, Object array, int offset) {
        if (arrays[register] != array) {
            arrays[register] = array;
        }
        offsets[register] = offset;
    }

    float[] floats(int register) {
        return (float[]) arrays[register];
    }

    double[] doubles(int register) {
        return (double[]) arrays[register];
    }

    int[] ints(int register) {
        return (int[]) arrays[register];
    }

    long[] longs(int register) {
        return (long[]) arrays[register];
    }

    boolean[] booleans(int register) {
        return (boolean[]) arrays[register];
    }
}
