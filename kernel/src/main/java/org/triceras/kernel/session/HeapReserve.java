package org.triceras.kernel.session;

/**
 * Memory that is kept back while a cell runs and let go when the cell has filled the heap: the kernel needs some to say so, and to compile
 * the line that frees what the cell has hoarded.
 */
final class HeapReserve {
    private static final int PIECE_BYTES = 256 << 10;
    private static final long MOST_BYTES = 32L << 20;
    private static final int SHARE_OF_HEAP = 16;
    private static final int FREE_RESERVES = 4;

    private static byte[][] pieces;

    private HeapReserve() {}

    /** Takes the reserve, unless it is there, or what is free would then be little: the cell that lets go of the rest needs it. */
    static synchronized void take() {
        Runtime runtime = Runtime.getRuntime();
        long bytes = Math.min(MOST_BYTES, runtime.maxMemory() / SHARE_OF_HEAP);
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (pieces != null || free < FREE_RESERVES * bytes) {
            return;
        }
        try {
            // In pieces: after a while the heap may have no room for a large array.
            byte[][] taken = new byte[(int) (bytes / PIECE_BYTES)][];
            for (int i = 0; i < taken.length; i++) {
                taken[i] = new byte[PIECE_BYTES];
            }
            pieces = taken;
        } catch (OutOfMemoryError e) {
            // Then the cell runs without one; the next may have more.
        }
    }

    static synchronized void release() {
        pieces = null;
    }
}
