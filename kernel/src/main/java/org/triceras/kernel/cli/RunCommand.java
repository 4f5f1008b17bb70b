package org.triceras.kernel.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.kernel.client.MarkdownNotebook;
import org.triceras.kernel.client.Notebook;
import org.triceras.kernel.client.NotebookRunner;

/** {@code triceras run FILE}: a notebook through the kernel, or a script in this process. */
final class RunCommand {
    private static final String HELP = """
            usage: triceras run FILE [OPTION ...]

            FILE is a notebook (.ipynb), Markdown whose fences marked java are run in order (.md), a script of snippets (.jsh),
            or a program (.java), whose main method is called as java FILE does: that of the file itself, or of its first class that
            has one. Without a main method its statements are run.

              --out FILE        where the executed notebook goes (default: NAME.executed.ipynb in the current folder;
                                for Markdown: none)
              --html FILE       also writes a page that needs nothing else
              -p NAME=VALUE     sets a variable that the cell tagged "parameters" declares, in its type there, or a new one at the
                                start when there is no such cell; in scripts the lines that follow "// parameters", up to a
                                blank one, take its place; may be repeated
              --timeout SECONDS for one cell, or for the whole script (default: none)

            Exits with 1 when a cell fails or takes too long (the executed copy then holds the error), with 2 when it cannot begin.
            Ctrl-C and SIGTERM end it; the executed copy then holds what there was.
            A script may end with System.exit and a status of its own; else its end waits for threads that it has started, but for daemons.""";

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
            return runNotebook(Notebook.read(file), file, options);
        }
        if (name.endsWith(".md") || name.endsWith(".markdown")) {
            return runNotebook(MarkdownNotebook.read(file), file, options);
        }
        if (name.endsWith(".jsh") || name.endsWith(".java")) {
            for (String option : List.of("--out", "--html")) {
                if (options.has(option)) {
                    throw new ArgumentException(
                            option + ": only a notebook or Markdown leaves an executed copy or a page. " + "Received "
                                    + file + "; what it prints can be redirected, as in > output.txt.");
                }
            }
            return ScriptRunner.run(file, new Parameters(options.all("-p")), seconds(options.get("--timeout", "0")));
        }
        throw new ArgumentException(
                "cannot run " + file + ". Expected a file that ends in .ipynb, .md, .jsh or .java.");
    }

    private static int runNotebook(Notebook notebook, Path file, Options options) {
        injectParameters(notebook, new Parameters(options.all("-p")));
        String name = file.getFileName().toString();
        String base = name.substring(0, name.lastIndexOf('.'));
        boolean keep = name.endsWith(".ipynb") || options.has("--out");
        Path out = keep ? Path.of(options.get("--out", base + ".executed.ipynb")) : null;
        Path page = options.has("--html") ? Path.of(options.get("--html", "")) : null;
        long timeout = seconds(options.get("--timeout", "0"));
        NotebookRunner runner =
                new NotebookRunner(System.out, timeout == 0 ? Long.MAX_VALUE / 2_000_000 : timeout * 1000);
        try (ExecutedCopy copy = new ExecutedCopy(notebook, runner, name, out, page)) {
            try {
                return runner.run(notebook, file.toAbsolutePath().getParent()) ? 0 : 1;
            } catch (StateException e) {
                if (copy.isStopped()) { // Ctrl-C in a terminal ends the kernel too, and that is no news
                    return 1;
                }
                throw e;
            }
        }
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ArgumentException("--timeout: expected a number of seconds. Received \"" + text + "\".", e);
        }
    }

    private static void injectParameters(Notebook notebook, Parameters parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        StringBuilder defaults = new StringBuilder();
        StringBuilder code = new StringBuilder();
        int index = 0;
        List<Notebook.Cell> cells = notebook.cells();
        for (int i = 0; i < cells.size(); i++) {
            code.append(cells.get(i).source()).append('\n');
            if (cells.get(i).hasTag("parameters")) {
                defaults.append(cells.get(i).source()).append('\n');
                index = i + 1;
            }
        }
        parameters.requireKnown(index == 0 ? null : defaults.toString(), code.toString());
        notebook.insertCode(index, parameters.declarations(defaults.toString()));
    }
}
