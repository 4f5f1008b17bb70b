package org.triceras.kernel.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.io.AtomicFiles;

/** {@code triceras install} and {@code uninstall}: the kernelspec that tells Jupyter how to start the kernel. */
final class InstallCommand {
    private static final String HELP = """
            usage: triceras install [OPTION ...]

              --user            for you (the default)
              --prefix DIR      below DIR/share/jupyter, such as a virtual environment
              --sys-prefix      below the active virtual environment
              --name NAME       the kernel's name (default: triceras); several can stand side by side
              --display-name T  what menus show (default: Triceras (Java))""";

    private static final String UNINSTALL_HELP = """
            usage: triceras uninstall [OPTION ...]

            Removes what triceras install made. Give the options that it was given:

              --user, --prefix DIR, --sys-prefix, --name NAME""";

    /** What Jupyter accepts as a kernel's name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private static final String WITHOUT_WARNING = "exec \"$@\" 2> >(trap '' INT; "
            + "exec grep --line-buffered -v '^WARNING: Using incubator modules: jdk.incubator.vector$' >&2)";

    private InstallCommand() {}

    static int install(List<String> arguments) {
        Options options = parse(arguments);
        if (options.has("--help")) {
            System.out.println(HELP);
            return 0;
        }
        Path folder = folder(options);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DataException(
                    "Cannot make " + folder + ": " + e.getMessage() + ". Try --user or another --prefix.", e);
        }
        ClassArchive.make();
        String json = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(spec(options));
        AtomicFiles.write(folder.resolve("kernel.json"), out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
        System.out.println("installed kernel \"" + name(options) + "\" in " + folder);
        return 0;
    }

    static int uninstall(List<String> arguments) {
        Options options = parse(arguments);
        if (options.has("--help")) {
            System.out.println(UNINSTALL_HELP);
            return 0;
        }
        Path folder = folder(options);
        if (!Files.isDirectory(folder)) {
            throw new DataException("no kernel \"" + name(options) + "\" in " + folder + ".");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new DataException("Cannot remove " + folder + ": " + e.getMessage(), e);
        }
        System.out.println("removed " + folder);
        return 0;
    }

    private static Options parse(List<String> arguments) {
        Options options = new Options(
                arguments, Set.of("--user", "--sys-prefix"), Set.of("--prefix", "--name", "--display-name"));
        if (!options.rest().isEmpty()) {
            throw new ArgumentException("expected only options. Received " + String.join(" ", options.rest()) + ".");
        }
        List<String> places = Stream.of("--user", "--prefix", "--sys-prefix")
                .filter(options::has)
                .toList();
        if (places.size() > 1) {
            throw new ArgumentException("expected one place. Received " + String.join(" and ", places)
                    + ", which are different ones; leave out all but one.");
        }
        if (!NAME.matcher(name(options)).matches()) {
            throw new ArgumentException(
                    "--name: expected letters, digits, dots, dashes and underscores, as Jupyter asks." + " Received \""
                            + name(options) + "\". What menus show is set with --display-name.");
        }
        return options;
    }

    private static String name(Options options) {
        return options.get("--name", "triceras");
    }

    private static JsonObject spec(Options options) {
        JsonArray argv = new JsonArray();
        if (Files.isExecutable(Path.of("/bin/bash"))) {
            // The JVM warns on stderr, which Jupyter shows, whenever an incubating module is in use, and has no switch
            // for that.
            List.of("/bin/bash", "-c", WITHOUT_WARNING, "triceras").forEach(argv::add);
        }
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ClassArchive.options().forEach(argv::add);
        argv.add("-cp");
        argv.add(System.getProperty("java.class.path"));
        argv.add("org.triceras.kernel.cli.Main");
        argv.add("kernel");
        argv.add("{connection_file}");
        JsonObject spec = new JsonObject();
        spec.add("argv", argv);
        spec.addProperty("display_name", options.get("--display-name", "Triceras (Java)"));
        spec.addProperty("language", "java");
        spec.addProperty("interrupt_mode", "message");
        spec.add("env", new JsonObject());
        // JupyterLab offers its debugger to kernels that say so here.
        JsonObject metadata = new JsonObject();
        metadata.addProperty("debugger", true);
        spec.add("metadata", metadata);
        return spec;
    }

    static Path folder(Options options) {
        Path base;
        if (options.has("--prefix")) {
            base = Path.of(options.get("--prefix", ""))
                    .toAbsolutePath()
                    .resolve("share")
                    .resolve("jupyter");
        } else if (options.has("--sys-prefix")) {
            String venv =
                    System.getenv("VIRTUAL_ENV") != null ? System.getenv("VIRTUAL_ENV") : System.getenv("CONDA_PREFIX");
            if (venv == null) {
                throw new DataException(
                        "--sys-prefix: no virtual environment is active. Activate one, or give --prefix DIR.");
            }
            base = Path.of(venv, "share", "jupyter");
        } else {
            base = userData();
        }
        return base.resolve("kernels").resolve(name(options));
    }

    /** Jupyter's folder for a user's data. */
    static Path userData() {
        String given = System.getenv("JUPYTER_DATA_DIR");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String home = System.getProperty("user.home");
        if (os.contains("mac")) {
            return Path.of(home, "Library", "Jupyter");
        }
        if (os.contains("win")) {
            return Path.of(System.getenv().getOrDefault("APPDATA", home), "jupyter");
        }
        String xdg = System.getenv("XDG_DATA_HOME");
        return xdg != null && !xdg.isBlank() ? Path.of(xdg, "jupyter") : Path.of(home, ".local", "share", "jupyter");
    }
}
