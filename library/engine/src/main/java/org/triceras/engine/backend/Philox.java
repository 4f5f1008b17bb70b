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

    /** Elements {@code first} to {@code first + n - 1} of the stream, in [0, 1); four at a time where a whole block is wanted. */
    public static void uniform(long key, long counter, int first, float[] to, int at, int n) {
        int i = 0;
        for (; i < n && (first + i & 3) != 0; i++) {
            to[at + i] = uniform(key, counter, first + i);
        }
        for (; i + 4 <= n; i += 4) {
            block(key, counter, first + i >>> 2, to, at + i);
        }
        for (; i < n; i++) {
            to[at + i] = uniform(key, counter, first + i);
        }
    }

    /** The rounds of {@link #bits}, all four words of which are used. */
    private static void block(long key, long counter, int block, float[] to, int at) {
        long c0 = block;
        long c1 = 0;
        long c2 = counter & 0xffffffffL;
        long c3 = counter >>> 32;
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < 10; round++) {
            long p0 = c0 * 0xD2511F53L;
            long p1 = c2 * 0xCD9E8D57L;
            c0 = p1 >>> 32 ^ c1 ^ k0 & 0xffffffffL;
            c2 = p0 >>> 32 ^ c3 ^ k1 & 0xffffffffL;
            c1 = p1 & 0xffffffffL;
            c3 = p0 & 0xffffffffL;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        to[at] = (c0 >>> 8) * 0x1p-24f;
        to[at + 1] = (c1 >>> 8) * 0x1p-24f;
        to[at + 2] = (c2 >>> 8) * 0x1p-24f;
        to[at + 3] = (c3 >>> 8) * 0x1p-24f;
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
