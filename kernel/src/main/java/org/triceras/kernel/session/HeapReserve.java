package org.triceras.kernel.session;

/**
 * Memory that is kept back while a cell runs and let go when the cell has filled the heap: the kernel needs some to say so, and to compile
 * the line that frees what the cell has hoarded. Half of it is {@link HeapAlarm}'s.
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
        try {
            if (!HeapAlarm.isSet()) {
                if (isShort(1)) {
                    // What the last cell has let go of is there once it was collected.
                    System.gc();
                }
                if (!isShort(1)) {
                    HeapAlarm.set(pieces());
                }
            }
            if (pieces == null && !isShort(FREE_RESERVES)) {
                pieces = pieces();
            }
        } catch (OutOfMemoryError e) {
            // Then the cell runs without one; the next may have more.
        }
    }

    /** For whoever has met a full heap. */
    public static synchronized void release() {
        pieces = null;
    }

    /** Whether less is free than so many reserves. */
    static boolean isShort(int reserves) {
        return free() < reserves * size();
    }

    /** How many bytes cells could still take. What is garbage counts as taken. */
    static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /** How many bytes the whole reserve has. */
    static long size() {
        return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Half of the reserve. In pieces: after a while the heap may have no room for a large array. */
    private static byte[][] pieces() {
        byte[][] taken = new byte[(int) (size() / 2 / PIECE_BYTES)][];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = new byte[PIECE_BYTES];
        }
        return taken;
    }
}
