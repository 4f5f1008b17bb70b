package org.triceras.kernel.magic;

import java.util.Arrays;
import java.util.Locale;

/** What {@code %timeit} measured: how long one pass took in each run. */
public final class TimeitResult {
    private final long loops;
    private final double[] seconds;

    TimeitResult(long loops, double[] seconds) {
        this.loops = loops;
        this.seconds = seconds.clone();
    }

    /** Passes in each run. */
    public long loops() {
        return loops;
    }

    /** Seconds that a pass took, run by run. */
    public double[] allRuns() {
        return seconds.clone();
    }

    /** The mean, in seconds. */
    public double average() {
        return Arrays.stream(seconds).average().orElse(Double.NaN);
    }

    /** The standard deviation over the runs, in seconds. */
    public double stdev() {
        double mean = average();
        return Math.sqrt(Arrays.stream(seconds)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElse(Double.NaN));
    }

    /** The quickest run, in seconds a pass. */
    public double best() {
        return Arrays.stream(seconds).min().orElse(Double.NaN);
    }

    /** The slowest run, in seconds a pass. */
    public double worst() {
        return Arrays.stream(seconds).max().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s ± %s per loop (mean ± std. dev. of %d run%s, %,d loop%s each)",
                RunTime.format(average() * 1e9),
                RunTime.format(stdev() * 1e9),
                seconds.length,
                seconds.length == 1 ? "" : "s",
                loops,
                loops == 1 ? "" : "s");
    }
}
