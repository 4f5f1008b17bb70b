package org.triceras.benchmarks;

import java.util.Arrays;

/** Wall-clock times of repeated work. */
final class Timer {
    private Timer() {}

    /** The median time of several runs in seconds. */
    static double median(int times, Runnable work) {
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[times / 2];
    }
}
