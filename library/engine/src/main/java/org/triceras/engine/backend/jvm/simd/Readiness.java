package org.triceras.engine.backend.jvm.simd;

/**
 * Whether a vector kernel is compiled, as far as the times of its runs tell. Until then vectors are objects, and a kernel takes a thousand times what it will take. So it has
 * short runs only, for the JVM to count and to learn from, and plain code, which makes the same bits, does the rest. Threads that count at the same time lose a
 * run at most.
 */
final class Readiness {
    /** Quick runs in a row after which a kernel counts as compiled. */
    private static final int QUICK_RUNS = 16;

    /** A run of a few vectors takes 0.1 us compiled and 100 interpreted. */
    private static final int QUICK_NANOS = 3_000;

    private int quickRuns;

    boolean isReady() {
        return quickRuns >= QUICK_RUNS;
    }

    /** To be called after each short run, with {@link System#nanoTime} at its start. */
    void ranSince(long start) {
        quickRuns = System.nanoTime() - start < QUICK_NANOS ? quickRuns + 1 : 0;
    }
}
