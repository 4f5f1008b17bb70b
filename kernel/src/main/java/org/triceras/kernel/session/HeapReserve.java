package org.triceras.kernel.session;

/**
 * Memory that is kept back while a cell runs and let go when the cell has filled the heap: the kernel needs some to say so, and to compile
 * the line that frees what the cell has hoarded. It is for code without stop points: all other meets {@link HeapLimit} first.
 */
public final class HeapReserve {
    private static final int PIECE_BYTES = 256 << 10;
    private static final long MOST_BYTES = 32L << 20;
    private static final int SHARE_OF_HEAP = 16;
    private static final int FREE_RESERVES = 4;

    private static byte[][] pieces;

    private HeapReserve() {}

    /** Takes the reserve, unless it is there, or what is free would then be little: the cell that lets go of the rest needs it. */
    static synchronized void take() {
        if (isShort(pieces == null ? FREE_RESERVES : 1)) {
            // What the last cell has let go of is there once it was collected.
            System.gc();
        }
        if (pieces == null && !isShort(FREE_RESERVES)) {
            try {
                pieces = pieces();
            } catch (OutOfMemoryError e) {
                // Then the cell runs without one; the next may have more.
            }
        }
    }

    /** For whoever has met a full heap. */
    public static synchronized void release() {
        pieces = null;
    }

    /** For a cell's error: its report needs memory, of which there is enough when {@link HeapLimit} has made the error. */
    static void releaseIfShort() {
        if (free() < size() / 4) {
            release();
        }
    }

    /** Whether less is free than so many reserves. */
    static boolean isShort(int reserves) {
        return free() < reserves * size();
    }

    /** How many bytes cells could still take. What is garbage counts as taken. Exact for G1: other collectors count survivor spaces as free. */
    static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /** What a cell may not count on, in bytes; the reserve is half of it, and comes on top. */
    static long size() {
        return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** The reserve. In pieces: after a while the heap may have no room for a large array. */
    private static byte[][] pieces() {
        byte[][] taken = new byte[(int) (size() / 2 / PIECE_BYTES)][];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = new byte[PIECE_BYTES];
        }
        return taken;
    }
}
