package org.triceras.engine.backend.jvm.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Times every kernel of a plan and prints the table when the JVM ends; made at debug level 1. The times are medians over the last runs, so
 * that neither compilation nor a disturbed run counts.
 */
final class Profile {
    private static final int LONGEST = 60;
    private static final int KEPT = 256;

    private final Plan plan;
    private final String title;
    /** For each kernel its last times. */
    private final long[][] nanos;

    private int runs;

    private Profile(Plan plan, String title) {
        this.plan = plan;
        this.title = title;
        this.nanos = new long[plan.steps().size()][KEPT];
    }

    static Profile of(Plan plan, String title) {
        Profile profile = new Profile(plan, title);
        Runtime.getRuntime().addShutdownHook(new Thread(profile::print));
        return profile;
    }

    void runSteps() {
        List<Plan.Step> steps = plan.steps();
        int slot = runs++ % KEPT;
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            steps.get(i).kernel().run(plan.frame());
            nanos[i][slot] = System.nanoTime() - start;
        }
    }

    private long median(int kernel) {
        long[] times = Arrays.copyOf(nanos[kernel], Math.min(runs, KEPT));
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private void print() {
        if (runs < 20) {
            return;
        }
        long[] medians =
                IntStream.range(0, nanos.length).mapToLong(this::median).toArray();
        long total = LongStream.of(medians).sum();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%s of %d steps, %d runs, %.3f ms per run%n", title, nanos.length, runs, total / 1e6));
        IntStream.range(0, nanos.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -medians[i]))
                .limit(LONGEST)
                .forEach(i -> text.append(line(i, medians[i], total)));
        System.err.println(text);
    }

    private String line(int i, long nanos, long total) {
        Kernel kernel = plan.steps().get(i).kernel();
        String rate = kernel.flops() == 0
                ? ""
                : String.format(Locale.ROOT, "%7.1f GFLOP/s", (double) kernel.flops() / Math.max(1, nanos));
        return String.format(
                Locale.ROOT,
                "%10.1f us %5.1f %% %16s  %s  # %s%n",
                nanos / 1e3,
                100.0 * nanos / Math.max(1, total),
                rate,
                kernel.describe(),
                plan.steps().get(i).scope());
    }
}
