package org.triceras.kernel.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triceras.engine.error.DataException;
import org.triceras.engine.io.AtomicFiles;

/** Finds a JupyterLab, or makes a virtual environment with one. All results are the path of its {@code jupyter-lab} program. */
final class LabEnvironment {
    /** JupyterLab, and the JavaScript of widgets, which needs nothing of Python's ipywidgets. */
    private static final List<String> REQUIREMENTS = List.of("jupyterlab>=4.2,<5", "jupyterlab_widgets>=3,<4");

    private static final String WITHOUT_LAB =
            " `triceras run` and `triceras shell` need neither Python nor JupyterLab.";

    private LabEnvironment() {}

    /** The JupyterLab of the active environment, else one on the PATH. */
    static Optional<Path> found() {
        List<Path> folders = new ArrayList<>();
        for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            if (System.getenv(variable) != null) {
                folders.add(programs(Path.of(System.getenv(variable))));
            }
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                folders.add(Path.of(folder));
            }
        }
        return folders.stream()
                .map(folder -> folder.resolve(executable("jupyter-lab")).toAbsolutePath())
                .filter(lab -> Files.isExecutable(lab) && succeeds(lab.toString(), "--version"))
                .findFirst();
    }

    /** The JupyterLab of the virtual environment {@code folder}, installed there with pip when it is missing. */
    static Path prepared(Path folder) {
        Path lab = programs(folder).resolve(executable("jupyter-lab"));
        if (Files.isExecutable(lab)) {
            return lab;
        }
        System.out.println("No JupyterLab found; installing one in " + folder + " (once, a minute or two) ...");
        Path python = programs(folder).resolve(executable("python"));
        if (!Files.isExecutable(python)) {
            makeEnvironment(folder);
        }
        if (!succeeds(python.toString(), "-m", "pip", "--version")) {
            throw new DataException("the virtual environment " + folder
                    + " has no pip. Remove it and try again, or install JupyterLab there yourself." + WITHOUT_LAB);
        }
        List<String> pip = new ArrayList<>(List.of(
                python.toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--retries",
                "1",
                "--disable-pip-version-check",
                "--no-input"));
        pip.addAll(REQUIREMENTS);
        StringBuilder said = new StringBuilder();
        if (start(pip, said) != 0 || !Files.isExecutable(lab)) {
            throw new DataException("pip could not install JupyterLab; it said\n" + last(said.toString())
                    + "\nIs this machine offline? Then set PIP_INDEX_URL to a mirror that it reaches, or PIP_FIND_LINKS to a "
                    + "folder of wheels, and try again." + WITHOUT_LAB);
        }
        settings(folder);
        return lab;
    }

    /** The environment that a {@code jupyter-lab} belongs to and that we may write to; empty for one of the whole system. */
    static Optional<Path> prefix(Path lab) {
        Path folder = lab.getParent().getParent();
        return folder != null
                        && (Files.exists(folder.resolve("pyvenv.cfg")) || Files.exists(folder.resolve("conda-meta")))
                        && Files.isWritable(folder)
                ? Optional.of(folder)
                : Optional.empty();
    }

    private static void makeEnvironment(Path folder) {
        String python = python();
        if (!succeeds(python, "-c", "import venv, ensurepip")) {
            throw new DataException(python + " cannot make virtual environments: its modules venv or ensurepip are "
                    + "missing. Install them (Debian and Ubuntu: apt install python3-venv), or put a JupyterLab on the PATH."
                    + WITHOUT_LAB);
        }
        StringBuilder said = new StringBuilder();
        if (start(List.of(python, "-m", "venv", folder.toString()), said) != 0) {
            throw new DataException("cannot make the virtual environment " + folder + "; Python said\n"
                    + last(said.toString()) + "\nTry another folder with --environment DIR." + WITHOUT_LAB);
        }
    }

    private static String python() {
        for (String name : List.of("python3", "python")) {
            if (succeeds(name, "-c", "import sys; sys.exit(sys.version_info < (3, 9))")) {
                return name;
            }
        }
        throw new DataException("no JupyterLab and no Python 3.9 or newer found to install one with. Install Python "
                + "(Debian and Ubuntu: apt install python3-venv; macOS: brew install python)." + WITHOUT_LAB);
    }

    /** JupyterLab in our environment asks no one for news and updates; a user's own settings come first. */
    private static void settings(Path folder) {
        Path file = folder.resolve("share/jupyter/lab/settings/overrides.json");
        String json = """
                {
                  "@jupyterlab/apputils-extension:notification": {
                    "fetchNews": "false",
                    "checkForUpdates": false
                  }
                }
                """;
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new DataException("Cannot make " + file.getParent() + ": " + e.getMessage(), e);
        }
        AtomicFiles.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
    }

    private static Path programs(Path environment) {
        return environment.resolve(isWindows() ? "Scripts" : "bin");
    }

    private static String executable(String name) {
        return isWindows() ? name + ".exe" : name;
    }

    private static boolean succeeds(String... command) {
        try {
            return start(List.of(command), new StringBuilder()) == 0;
        } catch (DataException e) {
            return false;
        }
    }

    /** Runs a program to its end; what it says goes to {@code said}. */
    private static int start(List<String> command, StringBuilder said) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            said.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return process.waitFor();
        } catch (IOException e) {
            throw new DataException("Cannot start " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** The end of a program's words, without pip's count of its attempts. */
    private static String last(String said) {
        List<String> lines = said.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("WARNING: Retrying"))
                .toList();
        return lines.subList(Math.max(0, lines.size() - 10), lines.size()).stream()
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
    }
}
