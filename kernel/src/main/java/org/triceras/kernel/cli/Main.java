package org.triceras.kernel.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.triceras.engine.error.TricerasException;
import org.triceras.kernel.Version;

/** The command line: {@code triceras COMMAND ...}. */
public final class Main {
    private static final String HELP = """
            usage: triceras COMMAND [OPTION ...]

              run FILE      run a notebook (.ipynb) or Markdown (.md) through the kernel, or a script (.jsh, .java)
              shell         an interactive shell with the library preloaded
              install       make the kernel known to Jupyter
              uninstall     undo install
              lab           JupyterLab with the kernel
              doctor        what was found here: JDK, vector units, threads, backends, configuration
              bench         how fast it is here

            `triceras --version` prints the version and that of Java. `triceras COMMAND --help` lists a command's options.""";

    private static final List<String> USUAL = List.of("run", "shell", "install", "uninstall", "lab", "doctor", "bench");

    private Main() {}

    private static Map<String, ToIntFunction<List<String>>> commands() {
        Map<String, ToIntFunction<List<String>>> commands = new LinkedHashMap<>();
        commands.put("kernel", KernelCommand::run);
        commands.put("run", RunCommand::run);
        commands.put("shell", ShellCommand::run);
        commands.put("install", InstallCommand::install);
        commands.put("uninstall", InstallCommand::uninstall);
        commands.put("lab", LabCommand::run);
        commands.put("doctor", DoctorCommand::run);
        commands.put("archive", arguments -> {
            ClassArchive.make();
            return 0;
        });
        commands.put("warm", WarmCommand::run);
        commands.put("bench", BenchCommand::run);
        return commands;
    }

    public static void main(String[] args) {
        if (args.length == 0 || args[0].equals("--help") || args[0].equals("-h") || args[0].equals("help")) {
            System.out.println(HELP);
            System.exit(args.length == 0 ? 2 : 0);
        }
        if (args[0].equals("--version")) {
            System.out.println("triceras " + Version.own() + ", Java " + Runtime.version() + " in "
                    + System.getProperty("java.home"));
            System.exit(0);
        }
        ToIntFunction<List<String>> command = commands().get(args[0]);
        if (command == null) {
            System.err.println(
                    "triceras: unknown command \"" + args[0] + "\". Expected one of " + String.join(", ", USUAL) + ".");
            System.exit(2);
        }
        int status;
        try {
            status = command.applyAsInt(List.copyOf(Arrays.asList(args).subList(1, args.length)));
        } catch (TricerasException e) {
            System.err.println("triceras " + args[0] + ": " + e.getMessage());
            status = 2;
        }
        System.out.flush();
        System.exit(status);
    }
}
