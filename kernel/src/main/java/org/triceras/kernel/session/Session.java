package org.triceras.kernel.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** A running Java session: evaluates cells one after another in this JVM, with the library preloaded. */
public final class Session implements AutoCloseable {
    private final JShell shell;
    private final Assistant assistant;
    private final Map<String, SnippetPlace> places = new HashMap<>();
    private volatile int cells;
    private volatile boolean running;
    private volatile boolean interrupted;

    /** Where a snippet came from: its cell, and its first line there. */
    record SnippetPlace(Cell cell, int line) {}

    public Session() {
        shell = JShell.builder()
                .executionEngine(new SnippetControlProvider(), Map.of())
                .compilerOptions("-classpath", System.getProperty("java.class.path"), "-Xlint:none", "-parameters")
                .idGenerator((snippet, i) -> String.valueOf(i))
                .build();
        for (String line : Preload.imports()) {
            // A package that is not on the class path is left out: the kernel works without the library.
            shell.eval(line);
        }
        assistant = new Assistant(shell);
    }

    /** Completion, inspection and the like. */
    public Assistant assistant() {
        return assistant;
    }

    /** Evaluates a cell's snippets in order, up to the first that fails. */
    public CellResult evaluate(String source) {
        cells = cells + 1;
        Cell cell = new Cell(cells, source);
        interrupted = false;
        running = true;
        try {
            return evaluateAll(cell);
        } finally {
            running = false;
            SnippetControl.forget();
        }
    }

    private CellResult evaluateAll(Cell cell) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        Object value = null;
        String rest = cell.source();
        while (!rest.isBlank()) {
            if (interrupted) {
                return CellResult.failed(ErrorReports.interrupted(cell));
            }
            CompletionInfo info = analysis.analyzeCompletion(rest);
            boolean incomplete = info.completeness() == Completeness.DEFINITELY_INCOMPLETE
                    || info.completeness() == Completeness.UNKNOWN;
            if (info.completeness() == Completeness.EMPTY) {
                break;
            }
            String snippet = incomplete || info.source() == null ? rest : info.source();
            int start = cell.source().length() - rest.length() + leadingBlank(rest);
            List<SnippetEvent> events = shell.eval(snippet);
            remember(events, cell, start);
            for (SnippetEvent event : events) {
                CellError error = errorOf(event, cell, start - leadingBlank(snippet));
                if (error != null) {
                    return CellResult.failed(error);
                }
            }
            value = valueOf(events);
            rest = incomplete ? "" : info.remaining();
        }
        return interrupted ? CellResult.failed(ErrorReports.interrupted(cell)) : CellResult.of(value);
    }

    private static int leadingBlank(String text) {
        int i = 0;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private void remember(List<SnippetEvent> events, Cell cell, int start) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                places.put(event.snippet().id(), new SnippetPlace(cell, cell.lineOf(start)));
            }
        }
    }

    private CellError errorOf(SnippetEvent event, Cell cell, int start) {
        if (event.status() == Snippet.Status.REJECTED) {
            return ErrorReports.rejected(shell, event.snippet(), cell, start);
        }
        JShellException exception = event.exception();
        if (exception != null) {
            return interrupted ? ErrorReports.interrupted(cell) : ErrorReports.thrown(shell, exception, cell, places);
        }
        if (interrupted && event.causeSnippet() == null) {
            return ErrorReports.interrupted(cell);
        }
        return null;
    }

    /** The value of an expression; statements, declarations and assignments have none. */
    private Object valueOf(List<SnippetEvent> events) {
        Object value = null;
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                Snippet.SubKind kind = event.snippet().subKind();
                boolean shows = kind == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                        || kind == Snippet.SubKind.VAR_VALUE_SUBKIND
                        || kind == Snippet.SubKind.OTHER_EXPRESSION_SUBKIND;
                value = shows ? SnippetControl.lastValue() : null;
                if (value == System.out || value == System.err) {
                    // What printf returns is no result.
                    value = null;
                }
            }
        }
        return value;
    }

    /** The values of the session's variables by name, as text; for user_expressions and listings. */
    public CellResult expression(String source) {
        List<SnippetEvent> events = shell.eval(source);
        Cell cell = new Cell(cells, source);
        for (SnippetEvent event : events) {
            CellError error = errorOf(event, cell, 0);
            if (error != null) {
                return CellResult.failed(error);
            }
        }
        return CellResult.of(valueOf(events));
    }

    /** Names and types of the variables that the user has declared. */
    public Map<String, String> variables() {
        Map<String, String> variables = new java.util.TreeMap<>();
        shell.variables().filter(v -> !v.name().startsWith("$")).forEach(v -> variables.put(v.name(), v.typeName()));
        return variables;
    }

    public void addToClassPath(String path) {
        shell.addToClasspath(path);
    }

    /**
     * Stops the running cell; does nothing when none runs. Called from another thread. The stop is repeated until the cell has ended:
     * a first one may come while a snippet is still being compiled, and code may swallow one.
     */
    public void interrupt() {
        int cell = cells;
        if (!running) {
            return;
        }
        interrupted = true;
        shell.stop();
        Thread persistent = new Thread(
                () -> {
                    try {
                        for (int pause = 20; running && cells == cell; pause = Math.min(500, pause * 2)) {
                            Thread.sleep(pause);
                            if (running && cells == cell) {
                                shell.stop();
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interrupt");
        persistent.setDaemon(true);
        persistent.start();
    }

    @Override
    public void close() {
        shell.close();
    }
}
