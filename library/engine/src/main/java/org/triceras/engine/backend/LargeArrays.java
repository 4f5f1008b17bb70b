package org.triceras.engine.backend;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has the collector run when many large arrays were made. G1 lays them in regions of their own and frees dead ones in any young collection, at no
 * cost; but they do not fill the young generation, so that nothing may start one until the heap has grown to its limit. New memory is dear, as the
 * system hands it out page by page: converting MNIST's images again and again took 80 ms and more each time, and 10 with memory that was
 * in use before.
 */
final class LargeArrays {
    /** Smaller ones fill the young generation themselves. */
    private static final int LARGE = 1 << 20;

    private static final long BUDGET = Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 8);

    /** The young generation is no larger, or not meant to be filled. */
    private static final long YOUNG_BYTES = 192L << 20;

    private static final int FILLER_BYTES = 64 << 10;

    private static final AtomicLong SINCE_COLLECTION = new AtomicLong();

    private static volatile byte[] filler;

    private LargeArrays() {}

    /** Looked up when it is first needed, not when the program starts. */
    private static final class Collector {
        static final boolean HAS_REGIONS = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .anyMatch(collector -> collector.getName().equals("G1 Young Generation"));
    }

    /** Says that an array of so many bytes is about to be made. */
    static void announce(long bytes) {
        if (bytes < LARGE || SINCE_COLLECTION.addAndGet(bytes) < BUDGET) {
            return;
        }
        SINCE_COLLECTION.set(0);
        if (Collector.HAS_REGIONS) {
            fillYoungGeneration();
        }
    }

    private static void fillYoungGeneration() {
        WeakReference<Object> dies = new WeakReference<>(new Object());
        for (long n = 0; n < YOUNG_BYTES && dies.get() != null; n += FILLER_BYTES) {
            // A field, or the compiler would leave it out.
            filler = new byte[FILLER_BYTES];
        }
        filler = null;
    }
}
