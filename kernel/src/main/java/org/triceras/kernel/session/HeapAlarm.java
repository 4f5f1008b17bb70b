package org.triceras.kernel.session;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees that the heap is full just before the JVM throws an {@link OutOfMemoryError}, in whatever thread asks for memory next: that may be one
 * that speaks to Jupyter, in the middle of a message. The collector lets go of what is only softly reachable before it gives up. That is our
 * sign, and gives the room in which the cells that run meet the error first. On a busy machine the room is used up before a thread of ours is
 * told: while the heap has little left, {@linkplain StopPoint stop points} look for the sign themselves.
 */
final class HeapAlarm {
    /** How many reserves are free, after a collection, when stop points begin to look, and when they cease. */
    private static final int LITTLE = 8;

    private static final int ENOUGH = 10;
    /** As much as went between the last two collections may go in so many more before our thread is told. */
    private static final int ROUNDS = 4;

    private static final long AGAIN_AFTER_NANOS = 100_000_000;

    private static final ReferenceQueue<Object> CLEARED = new ReferenceQueue<>();

    /** Null when there is no room to give. */
    private static volatile SoftReference<byte[][]> room;
    /** Is cleared by every collection. */
    private static WeakReference<Object> collection;
    /** How many bytes were free after the last one. */
    private static long free;

    private HeapAlarm() {}

    /** Whether the collector has not yet needed the room. */
    static boolean isSet() {
        SoftReference<byte[][]> there = room;
        return there != null && there.get() != null;
    }

    /** For {@link HeapReserve}, under its lock. @param bytes what is given up when the heap is full */
    static void set(byte[][] bytes) {
        room = new SoftReference<>(bytes, CLEARED);
        if (collection == null) {
            collection = newCollection();
            Thread watcher = new Thread(HeapAlarm::watch, "heap alarm");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    /** For stop points, so a matter of nanoseconds: whether the collector has taken the room, and nobody has answered yet. */
    static boolean rings() {
        SoftReference<byte[][]> there = room;
        return there != null && there.refersTo(null);
    }

    /** A new cell begins while no other runs: it is not to hear of what an earlier one has done. */
    static void silence() {
        if (rings()) {
            room = null;
        }
    }

    /** Tells the cells that run, once for each time that the room was taken. */
    static void answer() {
        synchronized (HeapReserve.class) {
            if (rings()) {
                try {
                    // It may also have been unused for too long, in a heap that is full of garbage.
                    if (HeapReserve.isShort(1)) {
                        System.gc();
                    }
                    if (!HeapReserve.isShort(1)) {
                        HeapReserve.take();
                        return;
                    }
                } catch (OutOfMemoryError e) {
                    HeapReserve.release();
                }
                // Not again: the cell that lets go of the rest has stop points too.
                room = null;
                SnippetThread.failForMemory();
            }
        }
    }

    private static void watch() {
        while (true) {
            try {
                if (collection.refersTo(null)) {
                    collection = newCollection();
                }
                Reference<?> cleared = CLEARED.remove();
                if (cleared == collection) {
                    afterCollection();
                } else {
                    answer();
                }
            } catch (OutOfMemoryError e) {
                // The reserve is not for this: what runs now would have it at once.
                LockSupport.parkNanos(AGAIN_AFTER_NANOS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void afterCollection() {
        // What is asked for has been used: it stays for longer.
        isSet();
        long before = free;
        free = HeapReserve.free();
        long sure = free - ROUNDS * Math.max(0, before - free);
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
