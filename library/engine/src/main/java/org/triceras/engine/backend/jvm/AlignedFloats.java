package org.triceras.engine.backend.jvm;

import java.lang.ref.WeakReference;

/**
 * Floats that begin where a cache line does, if the collector is G1: a vector of 64 bytes that lies in two lines takes twice as long to load. Java promises
 * no addresses, but G1 gives arrays of half a region and more regions of their own, and never moves them. Smaller ones share such an array, which goes when none of
 * them is in use.
 *
 * @param start where they begin in the array
 */
public record AlignedFloats(float[] array, int start) {
    /** The elements of an array begin 16 bytes behind its own start: those from the 13th on begin the second cache line. */
    static final int START = 12;

    /** Floats of a cache line. */
    static final int LINE = 16;

    /** Floats of arrays that have regions of their own: half a region, which is at most a 2048th of the largest heap, rounded up to a power of two, or half a megabyte. */
    private static final int LARGE =
            (int) Math.min(8 << 20, Math.max(512 << 10, Runtime.getRuntime().maxMemory() / 2048)) / Float.BYTES;

    /** An array that many share, and where its free space begins. */
    private static WeakReference<float[]> shared = new WeakReference<>(null);

    private static int free;

    /** An array of at least so many floats from {@link #START} on, where a line begins. */
    static float[] array(int size) {
        return new float[Math.max(START + size, LARGE)];
    }

    /**
     * Floats from {@code at} to the next cache line in an array of so many elements; 0 if it is too small for a region of its own, as far as that is the
     * same for all heaps: what is computed must not depend on them.
     */
    public static int lead(long elements, int at) {
        return elements < 1 << 18 ? 0 : Math.floorMod(START - at, LINE);
    }

    /** So many floats, filled up to whole lines. */
    public static int padded(int size) {
        return (size + LINE - 1) / LINE * LINE;
    }

    /** Zeros that stay for long; many of them waste little. */
    public static synchronized AlignedFloats of(int size) {
        if (size > LARGE / 2) {
            return new AlignedFloats(array(size), START);
        }
        float[] array = shared.get();
        if (array == null || free + size > array.length) {
            array = array(0);
            shared = new WeakReference<>(array);
            free = START;
        }
        AlignedFloats floats = new AlignedFloats(array, free);
        free += padded(size);
        return floats;
    }
}
