package org.triceras.benchmarks;

import java.util.Arrays;

/** Wall-clock times of repeated work. */
final class Timer {
    /** Until C2 has compiled what runs, and all that is in its queue before that. */
    private static final double WARM_UP_SECONDS = 1;

    private Timer() {}

    static void warmUp(Runnable work) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_SECONDS * 1e9) {
            work.run();
        }
    }

    /** The median time of several runs in seconds. */
    static double median(int times, Runnable work) {
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return median(seconds);
    }

    /** Of several values, which it sorts. */
    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
