package org.triceras.kernel.session;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;

/**
 * Sees that the heap is full just before the JVM throws an {@link OutOfMemoryError}, in whatever thread asks for memory next: that may be one
 * that speaks to Jupyter, in the middle of a message. The collector lets go of what is only softly reachable before it gives up. That is our
 * sign, and gives the room in which the cells that run meet the error first.
 */
final class HeapAlarm {
    private static final ReferenceQueue<byte[][]> CLEARED = new ReferenceQueue<>();

    private static SoftReference<byte[][]> room;
    private static Thread watcher;

    private HeapAlarm() {}

    /** Whether the collector has not yet needed the room. Asking keeps it for longer. */
    static synchronized boolean isSet() {
        return room != null && room.get() != null;
    }

    /** @param bytes what is given up when the heap is full */
    static synchronized void set(byte[][] bytes) {
        room = new SoftReference<>(bytes, CLEARED);
        if (watcher == null) {
            watcher = new Thread(HeapAlarm::watch, "heap alarm");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    private static void watch() {
        while (true) {
            try {
                CLEARED.remove();
                // It may also have been unused for too long, in a heap that is full of garbage.
                if (HeapReserve.isShort(1)) {
                    System.gc();
                }
                if (HeapReserve.isShort(1)) {
                    SnippetThread.failForMemory();
                } else {
                    HeapReserve.take();
                }
            } catch (OutOfMemoryError e) {
                HeapReserve.release();
                SnippetThread.failForMemory();
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
