package org.triceras.benchmarks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.StateException;

/** From the call of {@code fit} to the end of its only step, in a script that does nothing else: the median of several processes. */
final class FirstStep {
    private static final int TIMES = 3;
    private static final Pattern SECONDS = Pattern.compile("first_step (\\S+)");

    private FirstStep() {}

    static void run(String workload, Report report) {
        double[] seconds = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            String output = Script.run("first-" + workload + ".jsh").output();
            Matcher found = SECONDS.matcher(output);
            if (!found.find()) {
                throw new StateException("bench: the first step of " + workload + " printed no time:\n" + output);
            }
            seconds[i] = Double.parseDouble(found.group(1));
        }
        report.add(workload, Report.OURS, "first_step", Timer.median(seconds), "s");
    }
}
