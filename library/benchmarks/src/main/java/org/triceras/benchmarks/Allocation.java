package org.triceras.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Map;
import org.triceras.keras.callbacks.Callback;

/** What all threads allocate in the last epoch of a fit, by which time buffers are there. */
final class Allocation extends Callback {
    private final int lastEpoch;
    private long bytes;

    Allocation(int epochs) {
        lastEpoch = epochs - 1;
    }

    /** The bytes of the epoch. */
    long bytes() {
        return bytes;
    }

    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        bytes = epoch == lastEpoch ? -allocated() : 0;
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        bytes += epoch == lastEpoch ? allocated() : 0;
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long thread : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, thread);
        }
        return sum;
    }
}
