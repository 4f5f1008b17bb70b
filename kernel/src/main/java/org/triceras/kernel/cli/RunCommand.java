package org.triceras.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.keras.display.Display;
import org.triceras.kernel.client.HtmlExport;
import org.triceras.kernel.client.Notebook;
import org.triceras.kernel.client.NotebookRunner;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;

/** {@code triceras run FILE}: a notebook through the kernel, or a script in this process. */
final class RunCommand {
    private static final String HELP = """
            usage: triceras run FILE [OPTION ...]

            FILE is a notebook (.ipynb), or a script of snippets (.jsh, .java).

              --out FILE        where the executed notebook goes (default: NAME.executed.ipynb in the current folder)
              --html FILE       also writes a page that needs nothing else
              -p NAME=VALUE     sets a variable after the cell tagged "parameters" (or at the start); may be repeated
              --timeout SECONDS for one cell (default: none)

            Exits with 1 when a cell fails; the executed copy then holds the error.""";

    private RunCommand() {}

    static int run(List<String> arguments) {
        Options options = new Options(arguments, Set.of(), Set.of("--out", "--html", "-p", "--timeout"));
        if (options.has("--help")) {
            System.out.println(HELP);
            return 0;
        }
        if (options.rest().size() != 1) {
            throw new ArgumentException("expected one file. Received " + options.rest() + ". Try triceras run --help.");
        }
        Path file = Path.of(options.rest().get(0));
        String name = file.getFileName().toString();
        if (name.endsWith(".ipynb")) {
            return runNotebook(file, options);
        }
        if (name.endsWith(".jsh") || name.endsWith(".java")) {
            return runScript(file);
        }
        throw new ArgumentException("cannot run " + file + ". Expected a file that ends in .ipynb, .jsh or .java.");
    }

    private static int runNotebook(Path file, Options options) {
        Notebook notebook = Notebook.read(file);
        injectParameters(notebook, options.all("-p"));
        String name = file.getFileName().toString();
        Path out =
                Path.of(options.get("--out", name.substring(0, name.length() - ".ipynb".length()) + ".executed.ipynb"));
        long timeout = seconds(options.get("--timeout", "0"));
        Path directory = file.toAbsolutePath().getParent();
        boolean ok = new NotebookRunner(System.out, timeout == 0 ? Long.MAX_VALUE / 2_000_000 : timeout * 1000)
                .run(notebook, directory);
        notebook.write(out);
        System.out.println("executed notebook: " + out.toAbsolutePath());
        if (options.has("--html")) {
            Path html = Path.of(options.get("--html", ""));
            HtmlExport.write(notebook, name, html);
            System.out.println("page: " + html.toAbsolutePath());
        }
        return ok ? 0 : 1;
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ArgumentException("--timeout: expected a number of seconds. Received \"" + text + "\".", e);
        }
    }

    private static void injectParameters(Notebook notebook, List<String> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        StringBuilder source = new StringBuilder();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals <= 0) {
                throw new ArgumentException("-p: expected NAME=VALUE. Received \"" + parameter + "\".");
            }
            source.append("var ")
                    .append(parameter, 0, equals)
                    .append(" = ")
                    .append(literal(parameter.substring(equals + 1)))
                    .append(";\n");
        }
        int index = 0;
        List<Notebook.Cell> cells = notebook.cells();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).hasTag("parameters")) {
                index = i + 1;
            }
        }
        notebook.insertCode(index, source.toString().stripTrailing());
    }

    /** Numbers and booleans as they are, everything else as a string. */
    private static String literal(String value) {
        if (value.matches("true|false|-?\\d+|-?\\d*\\.\\d+([eE][-+]?\\d+)?")) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static int runScript(Path file) {
        String source;
        try {
            source = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new DataException("File not found: " + file.toAbsolutePath() + ". Expected a script there.", e);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        try (Session session = new Session()) {
            CellResult result = session.evaluate(source);
            if (result.error() != null) {
                result.error().traceback().forEach(System.err::println);
                return 1;
            }
            if (result.value() != null) {
                Display.show(result.value());
            }
            return 0;
        }
    }
}
