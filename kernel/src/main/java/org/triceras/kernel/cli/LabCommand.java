package org.triceras.kernel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;

/** {@code triceras lab}: JupyterLab with the kernel installed; makes a virtual environment when no JupyterLab is there. */
final class LabCommand {
    /** Where the launcher wants the command written that it shall become, so that no JVM waits behind JupyterLab. */
    private static final String NEXT_COMMAND = "TRICERAS_NEXT_COMMAND";

    private static final String HELP = """
            usage: triceras lab [DIRECTORY] [OPTION ...] [JUPYTER OPTION ...]

              DIRECTORY          where JupyterLab opens (default: here)
              --environment DIR  the virtual environment to use; made when it is not there
                                 (default: the active one or the PATH's if they have JupyterLab, else ~/.triceras/lab)
              --prepare          only get JupyterLab and the kernel ready

            All other options are JupyterLab's own, for example --no-browser, --port 9000 or --ip 0.0.0.0. It prints an
            address with a token: whoever lacks the token stays out.""";

    private LabCommand() {}

    static int run(List<String> arguments) {
        List<String> rest = new ArrayList<>(arguments);
        boolean prepare = rest.remove("--prepare");
        String environment = takeOption(rest, "--environment");
        if (rest.contains("--help") || rest.contains("-h")) {
            System.out.println(HELP);
            return 0;
        }
        if (!rest.isEmpty() && !rest.get(0).startsWith("-") && !Files.exists(Path.of(rest.get(0)))) {
            throw new ArgumentException("there is no directory " + rest.get(0)
                    + ". Expected an existing one to open JupyterLab in; without a name it opens here.");
        }
        Path lab = environment != null
                ? LabEnvironment.prepared(Path.of(environment).toAbsolutePath().normalize())
                : LabEnvironment.found()
                        .orElseGet(() ->
                                LabEnvironment.prepared(Path.of(System.getProperty("user.home"), ".triceras", "lab")));
        InstallCommand.install(LabEnvironment.prefix(lab)
                .map(prefix -> List.of("--prefix", prefix.toString()))
                .orElse(List.of("--user")));
        if (prepare) {
            System.out.println("ready: " + lab);
            return 0;
        }
        List<String> command = new ArrayList<>(List.of(lab.toString()));
        command.addAll(rest);
        return become(command);
    }

    /** Removes an option and its value, {@code --name VALUE} or {@code --name=VALUE}; null when it is not there. */
    private static String takeOption(List<String> arguments, String name) {
        String value = null;
        for (int i = 0; i < arguments.size(); ) {
            String argument = arguments.get(i);
            if (argument.startsWith(name + "=")) {
                value = arguments.remove(i).substring(name.length() + 1);
            } else if (argument.equals(name)) {
                arguments.remove(i);
                if (i == arguments.size()) {
                    throw new ArgumentException("option " + name + " needs a value.");
                }
                value = arguments.remove(i);
            } else {
                i++;
            }
        }
        return value;
    }

    private static int become(List<String> command) {
        String next = System.getenv(NEXT_COMMAND);
        try {
            if (next != null && !next.isBlank()) {
                Files.write(Path.of(next), (String.join("\0", command) + "\0").getBytes(StandardCharsets.UTF_8));
                return 0;
            }
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new DataException("Cannot start " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
