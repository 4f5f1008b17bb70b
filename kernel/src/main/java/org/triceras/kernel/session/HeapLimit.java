package org.triceras.kernel.session;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Fails a cell before it has filled the heap. The JVM would throw the {@link OutOfMemoryError} in whatever thread asks for memory next: that
 * may be one that speaks to Jupyter, in the middle of a message. So {@linkplain StopPoint stop points} look how much is free while that is
 * little. A cell that catches the error and goes on meets it again, at last at every stop point, so that it always leaves a third of what it found.
 */
final class HeapLimit {
    /** How many reserves are free, after a collection, when stop points begin to look, and when they cease. */
    private static final int LITTLE = 8;

    private static final int ENOUGH = 10;
    /** As much as went between the last two collections may go in so many more before our thread is told. */
    private static final int ROUNDS = 4;
    /** Asking the JVM takes 35 ns, too much for every turn of a loop. */
    private static final int TURNS = 16;

    private static final long AGAIN_AFTER_NANOS = 100_000_000;

    private static final ReferenceQueue<Object> CLEARED = new ReferenceQueue<>();
    /** Is cleared by every collection. */
    private static volatile WeakReference<Object> collection = newCollection();

    private static boolean isWatched;

    /** How many bytes were free after the last one, as the watching thread saw it. */
    private static long freeAfterCollection;

    /** The bytes that were free for the cell, and which of them it has to leave. */
    private static long room;

    private static volatile long limit;

    // What stop points have seen last. Threads may overwrite each other's values: then one looks earlier or later.
    private static int turn;
    private static int turns = TURNS;
    private static long lastFree;

    private HeapLimit() {}

    /** A new cell begins, after {@link HeapReserve#take}: what earlier ones have taken is not its doing. */
    static synchronized void reset() {
        room = Math.min(HeapReserve.size(), HeapReserve.free());
        limit = room * 5 / 8;
        if (!isWatched) {
            isWatched = true;
            Thread watcher = new Thread(HeapLimit::watch, "heap limit");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    /** For stop points, so a matter of nanoseconds: whether the limit may be reached. */
    static boolean isNear() {
        if (++turn < turns && !collection.refersTo(null)) {
            return false;
        }
        long free = HeapReserve.free();
        long taken = Math.max(0, lastFree - free) / Math.max(1, turn);
        // With large arrays the rest is gone within a few turns.
        turns = taken * 2 * TURNS < free - limit ? TURNS : 1;
        turn = 0;
        lastFree = free;
        return free < limit;
    }

    /** Whether the limit is reached when all garbage is gone. The next one is lower, to leave room for what handles the error. */
    static synchronized boolean isReached() {
        if (HeapReserve.free() >= limit) {
            return false;
        }
        System.gc();
        // With less between them one collection would follow the other.
        if (HeapReserve.free() >= limit + room / 8) {
            return false;
        }
        limit = Math.max(room * 3 / 8, limit - room / 8);
        return true;
    }

    private static void watch() {
        while (true) {
            try {
                if (collection.refersTo(null)) {
                    collection = newCollection();
                }
                CLEARED.remove();
                afterCollection();
            } catch (OutOfMemoryError e) {
                // The reserve is not for this: what runs now would have it at once.
                LockSupport.parkNanos(AGAIN_AFTER_NANOS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void afterCollection() {
        long before = freeAfterCollection;
        freeAfterCollection = HeapReserve.free();
        long sure = freeAfterCollection - ROUNDS * Math.max(0, before - freeAfterCollection);
        if (sure < LITTLE * HeapReserve.size()) {
            StopPoint.watchHeap(true);
        } else if (sure > ENOUGH * HeapReserve.size()) {
            StopPoint.watchHeap(false);
        }
    }

    private static WeakReference<Object> newCollection() {
        return new WeakReference<>(new Object(), CLEARED);
    }
}
