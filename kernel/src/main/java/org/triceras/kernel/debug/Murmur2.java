package org.triceras.kernel.debug;

/** Austin Appleby's MurmurHash2 for 32 bits: front ends and kernels name a cell's source by it. */
final class Murmur2 {
    private static final int M = 0x5bd1e995;

    private Murmur2() {}

    /** The hash as a number without sign. */
    static long of(byte[] bytes, int seed) {
        int hash = seed ^ bytes.length;
        int i = 0;
        for (; i + 4 <= bytes.length; i += 4) {
            int k = word(bytes, i, 4) * M;
            k ^= k >>> 24;
            hash = hash * M ^ k * M;
        }
        if (i < bytes.length) {
            hash = (hash ^ word(bytes, i, bytes.length - i)) * M;
        }
        hash = (hash ^ hash >>> 13) * M;
        return Integer.toUnsignedLong(hash ^ hash >>> 15);
    }

    private static int word(byte[] bytes, int from, int count) {
        int word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes[from + i] & 0xff) << 8 * i;
        }
        return word;
    }
}
