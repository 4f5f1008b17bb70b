package org.triceras.kernel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.triceras.keras.display.Display;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;

/** {@code triceras shell}: reads, evaluates and prints, with the library preloaded. */
final class ShellCommand {
    private ShellCommand() {}

    static int run(List<String> arguments) {
        try (Session session = new Session()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
            System.out.println("Triceras on Java " + Runtime.version() + ". Type /exit or press Ctrl+D to leave.");
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
