package org.triceras.kernel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.triceras.keras.display.Display;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;
import org.triceras.kernel.shell.JavaShell;

/** {@code triceras shell}: reads, evaluates and prints, with the library preloaded. */
final class ShellCommand {
    private static final String HELP = """
            usage: triceras shell [OPTION ...]

              --pictures DIR    where pictures are saved (default: the current folder)

            Tab completes, the arrow keys go through what was typed before, Ctrl+C stops what runs, /exit or Ctrl+D leaves.""";

    private ShellCommand() {}

    static int run(List<String> arguments) {
        Options options = new Options(arguments, Set.of(), Set.of("--pictures"));
        if (options.has("--help")) {
            System.out.println(HELP);
            return 0;
        }
        try (Terminal terminal = TerminalBuilder.builder().dumb(true).build();
                Session session = new Session()) {
            session.allowExit();
            System.out.println("Triceras on Java " + Runtime.version() + ". Type /exit or press Ctrl+D to leave.");
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                return readLines(session);
            }
            Path home = Path.of(System.getProperty("user.home"), ".triceras");
            Files.createDirectories(home);
            new JavaShell(terminal, session, home.resolve("shell-history"), Path.of(options.get("--pictures", ".")))
                    .run();
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a terminal, as in a pipe. */
    private static int readLines(Session session) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringBuilder code = new StringBuilder();
        while (true) {
            System.out.print(code.length() == 0 ? "triceras> " : "     ...> ");
            System.out.flush();
            String line = in.readLine();
            if (line == null || (code.length() == 0 && line.strip().equals("/exit"))) {
                System.out.println();
                return 0;
            }
            code.append(line).append('\n');
            if (!line.isBlank()
                    && session.assistant().completeness(code.toString()).equals("incomplete")) {
                continue;
            }
            CellResult result = session.evaluate(code.toString());
            code.setLength(0);
            if (result.error() != null) {
                result.error().traceback().forEach(System.out::println);
            } else if (result.value() != null) {
                Display.show(result.value());
            }
        }
    }
}
