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
import org.triceras.engine.backend.WarmUp;
import org.triceras.keras.display.Display;
import org.triceras.kernel.interactive.Colours;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;
import org.triceras.kernel.shell.JavaShell;
import org.triceras.kernel.shell.PictureSink;

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
            WarmUp.allow();
            Path pictures = Path.of(options.get("--pictures", "."));
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                Display.use(new PictureSink(pictures));
                return readLines(session, Colours.isTerminal());
            }
            greet();
            Path home = Path.of(System.getProperty("user.home"), ".triceras");
            Files.createDirectories(home);
            new JavaShell(terminal, session, home.resolve("shell-history"), pictures).run();
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void greet() {
        System.out.println("Triceras on Java " + Runtime.version() + ". Type /exit or press Ctrl+D to leave.");
    }

    /** On a terminal that cannot edit lines, or in a pipe, where nobody needs a prompt. */
    private static int readLines(Session session, boolean prompts) throws IOException {
        if (prompts) {
            greet();
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringBuilder code = new StringBuilder();
        while (true) {
            if (prompts) {
                System.out.print(code.length() == 0 ? "triceras> " : "     ...> ");
                System.out.flush();
            }
            String line = in.readLine();
            boolean isLast = line == null;
            if (code.length() == 0 && (isLast || line.strip().equals("/exit"))) {
                return 0;
            }
            code.append(isLast ? "" : line).append('\n');
            // A blank line ends what a person cannot complete; in a text it is only that.
            boolean isGivenUp = isLast || (prompts && line.isBlank());
            if (!isGivenUp && session.assistant().completeness(code.toString()).equals("incomplete")) {
                continue;
            }
            CellResult result = session.evaluate(code.toString());
            code.setLength(0);
            if (result.error() != null) {
                result.error().traceback().forEach(text -> System.out.println(Colours.shown(text)));
            } else if (result.value() != null) {
                Display.show(result.value());
            }
        }
    }
}
