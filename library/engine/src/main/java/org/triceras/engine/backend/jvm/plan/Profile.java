package org.triceras.engine.backend.jvm.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Times every kernel of a plan and prints the table when the JVM ends; made at debug level 1. */
final class Profile {
    private static final int LONGEST = 60;

    private final Plan plan;
    private final long[] nanos;
    private long runs;

    private Profile(Plan plan) {
        this.plan = plan;
        this.nanos = new long[plan.steps().size()];
    }

    static Profile of(Plan plan) {
        Profile profile = new Profile(plan);
        Runtime.getRuntime().addShutdownHook(new Thread(profile::print));
        return profile;
    }

    void runSteps() {
        List<Plan.Step> steps = plan.steps();
        runs++;
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            steps.get(i).kernel().run(plan.frame());
            nanos[i] += System.nanoTime() - start;
        }
    }

    private void print() {
        long total = IntStream.range(0, nanos.length).mapToLong(i -> nanos[i]).sum();
        if (runs < 2 || total < 1_000_000) {
            return;
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "plan of %d steps, %d runs, %.3f ms per run%n", nanos.length, runs, total / 1e6 / runs));
        IntStream.range(0, nanos.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -nanos[i]))
                .limit(LONGEST)
                .forEach(i -> text.append(line(i, total)));
        System.err.println(text);
    }

    private String line(int i, long total) {
        Kernel kernel = plan.steps().get(i).kernel();
        double micros = nanos[i] / 1e3 / runs;
        String rate =
                kernel.flops() == 0 ? "" : String.format(Locale.ROOT, "%7.1f GFLOP/s", kernel.flops() / micros / 1e3);
        return String.format(
                Locale.ROOT,
                "%10.1f us %5.1f %% %16s  %s  # %s%n",
                micros,
                100.0 * nanos[i] / total,
                rate,
                kernel.describe(),
                plan.steps().get(i).scope());
    }
}
