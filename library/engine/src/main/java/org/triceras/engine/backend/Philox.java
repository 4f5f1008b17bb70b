package org.triceras.engine.backend;

/**
 * Philox4x32-10, a counter-based random generator (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): every number
 * is a function of key, counter and index alone, so any thread can compute any of them.
 *
 * <p>Number i of a stream is word {@code i % 4} of the block that the generator makes of the 128-bit counter {@code (i / 4, counter)}
 * and the 64-bit key.
 */
public final class Philox {
    private Philox() {}

    /** A float in [0, 1) with 24 random bits. */
    public static float uniform(long key, long counter, long index) {
        return (bits(key, counter, index) >>> 8) * 0x1p-24f;
    }

    /** Elements {@code first} to {@code first + n - 1} of the stream, in [0, 1). */
    public static void uniform(long key, long counter, int first, float[] to, int at, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i] = uniform(key, counter, first + i);
        }
    }

    /** 32 random bits. */
    public static int bits(long key, long counter, long index) {
        long block = index >>> 2;
        int c0 = (int) block;
        int c1 = (int) (block >>> 32);
        int c2 = (int) counter;
        int c3 = (int) (counter >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < 10; round++) {
            long p0 = (c0 & 0xffffffffL) * 0xD2511F53L;
            long p1 = (c2 & 0xffffffffL) * 0xCD9E8D57L;
            int n0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            int n2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c1 = (int) p1;
            c3 = (int) p0;
            c0 = n0;
            c2 = n2;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        switch ((int) (index & 3)) {
            case 0:
                return c0;
            case 1:
                return c1;
            case 2:
                return c2;
            default:
                return c3;
        }
    }
}
