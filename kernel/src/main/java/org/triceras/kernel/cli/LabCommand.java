package org.triceras.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.DataException;

/** {@code triceras lab}: JupyterLab with the kernel installed; makes a virtual environment when no JupyterLab is there. */
final class LabCommand {
    private LabCommand() {}

    static int run(List<String> arguments) {
        Path environment = Path.of(System.getProperty("user.home"), ".triceras", "lab");
        List<String> jupyter = List.of("jupyter", "lab");
        if (!succeeds("jupyter", "lab", "--version")) {
            jupyter = List.of(environment.resolve("bin").resolve("jupyter").toString(), "lab");
            if (!Files.isExecutable(Path.of(jupyter.get(0)))) {
                makeEnvironment(environment);
            }
        }
        InstallCommand.install(List.of("--user"));
        List<String> command = new ArrayList<>(jupyter);
        command.addAll(arguments);
        return start(command);
    }

    private static void makeEnvironment(Path environment) {
        System.out.println("No JupyterLab found; installing one in " + environment);
        if (start(List.of("python3", "-m", "venv", environment.toString())) != 0
                || start(List.of(
                                environment.resolve("bin").resolve("pip").toString(),
                                "install",
                                "--quiet",
                                "jupyterlab"))
                        != 0) {
            throw new DataException(
                    "JupyterLab could not be installed. Install Python 3 with venv and pip, or JupyterLab itself, and try "
                            + "again; `triceras run` and `triceras shell` need neither.");
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int start(List<String> command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new DataException("Cannot start " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
