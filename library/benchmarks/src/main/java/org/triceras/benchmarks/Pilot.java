package org.triceras.benchmarks;

/** The first tutorial as a script, from the start of the process to the saved model: five epochs on real MNIST. */
final class Pilot {
    private Pilot() {}

    static void run(Report report) {
        add(Report.OURS, Script.run("pilot.jsh"), report);
    }

    static void add(String backend, Child child, Report report) {
        report.add("pilot", backend, "time", child.seconds(), "s");
        report.add("pilot", backend, "peak_memory", child.peakMegabytes(), "MB");
    }
}
