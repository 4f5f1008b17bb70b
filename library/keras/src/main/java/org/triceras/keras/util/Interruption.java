package org.triceras.keras.util;

import java.nio.channels.ClosedByInterruptException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Lets training end in an orderly way when its thread is interrupted. {@code fit} looks for an interrupt between two steps; whoever
 * interrupts it, a kernel for instance, asks here whether a thread does that and is ending, before taking harder measures.
 */
public final class Interruption {
    /** So long an end may take before it counts as hung. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MOST_CAUSES = 20;

    /** How many calls that look for interrupts each thread is in. */
    private static final Map<Thread, Integer> ATTENTIVE = new ConcurrentHashMap<>();

    private static final Map<Thread, Long> FINISHING = new ConcurrentHashMap<>();

    private Interruption() {}

    /** Says that this thread looks for interrupts by itself from now on; undone by {@link #leave}. */
    public static void enter() {
        ATTENTIVE.merge(Thread.currentThread(), 1, Integer::sum);
    }

    public static void leave() {
        ATTENTIVE.computeIfPresent(Thread.currentThread(), (thread, depth) -> depth == 1 ? null : depth - 1);
    }

    /** Whether the thread will notice an interrupt soon, at a place where nothing is half done. */
    public static boolean isAttentive(Thread thread) {
        return ATTENTIVE.containsKey(thread);
    }

    /** Runs what must still be done after an interrupt: the thread's interrupted status is cleared for it. */
    public static void finish(Runnable action) {
        Thread thread = Thread.currentThread();
        FINISHING.put(thread, System.nanoTime());
        try {
            Thread.interrupted();
            action.run();
        } finally {
            FINISHING.remove(thread);
        }
    }

    /** Whether the thread has noticed its interrupt and is ending, which should not be disturbed. */
    public static boolean isFinishing(Thread thread) {
        Long since = FINISHING.get(thread);
        return since != null && System.nanoTime() - since < PATIENCE_NANOS;
    }

    /** Whether a failure comes from an interrupt of this thread: by its status, or by what the failure says. */
    public static boolean isReasonOf(Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        Throwable each = failure;
        for (int i = 0; each != null && i < MOST_CAUSES; i++) {
            if (each instanceof InterruptedException || each instanceof ClosedByInterruptException) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}
