package org.triceras.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.StateException;

/** The scripts of this package, and where they run. */
final class Script {
    private Script() {}

    /** Runs one in a process of its own, as {@code triceras run} does. */
    static Child run(String name) {
        Path folder = folder();
        copy(name, folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.triceras.kernel.cli.Main", "run"));
        command.add(name);
        return Child.run(folder, command);
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("triceras-bench");
        } catch (IOException e) {
            throw new StateException("bench: cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    static Path copy(String name, Path folder) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            Path file = folder.resolve(name);
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new StateException("bench: cannot write " + name + ": " + e.getMessage(), e);
        }
    }
}
