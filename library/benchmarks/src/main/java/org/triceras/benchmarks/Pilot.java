package org.triceras.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.StateException;

/** The first tutorial as a script, from the start of the process to the saved model: five epochs on real MNIST. */
final class Pilot {
    private Pilot() {}

    static void run(Report report) {
        Path folder = folder();
        copy("pilot.jsh", folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.triceras.kernel.cli.Main", "run"));
        command.add("pilot.jsh");
        Child child = Child.run(folder, command);
        add(Report.OURS, child, report);
    }

    static void add(String backend, Child child, Report report) {
        report.add("pilot", backend, "time", child.seconds(), "s");
        report.add("pilot", backend, "peak_memory", child.peakMegabytes(), "MB");
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("triceras-bench");
        } catch (IOException e) {
            throw new StateException("bench: cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    /** Copies a script of this package into the folder. */
    static Path copy(String name, Path folder) {
        try (InputStream in = Pilot.class.getResourceAsStream(name)) {
            Path file = folder.resolve(name);
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new StateException("bench: cannot write " + name + ": " + e.getMessage(), e);
        }
    }
}
