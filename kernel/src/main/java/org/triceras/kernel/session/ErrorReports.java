package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;
import org.triceras.kernel.magic.MagicCode;
import org.triceras.kernel.session.Session.SnippetPlace;

/** Turns failures into what a person needs: what went wrong, and the line of their own code where it did. */
final class ErrorReports {
    private static final String RED = "\u001b[31m";
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";
    private static final int MOST_FRAMES = 12;

    private ErrorReports() {}

    static CellError interrupted(Cell cell) {
        String message = "The cell was interrupted. What it had computed so far is kept.";
        return new CellError(
                "KeyboardInterrupt",
                message,
                List.of(RED + "Interrupted" + RESET + " " + cell.name() + ". " + message));
    }

    /** A magic that failed: its message, and the line it stands on. */
    static CellError magic(Cell cell, Throwable failure, int offset) {
        String name = failure.getClass().getSimpleName();
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        int line = cell.lineOf(offset);
        return new CellError(
                name,
                message,
                List.of(
                        RED + BOLD + name + RESET + ": " + message,
                        "    at " + cell.name() + ", line " + line,
                        String.format("%s--> %4d | %s%s", RED, line, cell.line(line), RESET)));
    }

    /** A snippet that does not compile: each message with the line and the place in it marked. */
    static CellError rejected(JShell shell, Snippet snippet, Cell cell, int start, MagicCode code) {
        List<String> lines = new ArrayList<>();
        String first = null;
        List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
        // What is wrong with the text around the user's follows from what is wrong with theirs.
        List<Diag> theirs = errors.stream()
                .filter(d -> start + d.getStartPosition() >= code.offset()
                        && start + d.getPosition()
                                <= code.offset() + code.text().length())
                .toList();
        for (Diag diag : theirs.isEmpty() ? errors : theirs) {
            String message = shorten(diag.getMessage(Locale.ENGLISH));
            first = first == null ? message.lines().findFirst().orElse("") : first;
            lines.add(RED + BOLD + "Compile error" + RESET + " in " + cell.name() + ": " + message);
            lines.addAll(marked(cell, start + (int) diag.getPosition(), start + (int) diag.getEndPosition()));
        }
        if (first == null) {
            first = "the code is not complete or not valid Java";
            lines.add(RED + BOLD + "Compile error" + RESET + " in " + cell.name() + ": " + first);
        }
        return new CellError("CompileError", first, lines);
    }

    /** javac's message without the words that only make sense inside of javac. */
    private static String shorten(String message) {
        return message.replaceAll("(?m)^\\s*location:\\s*class\\s*(REPL\\.)?\\$JShell\\$\\S*\\s*$", "")
                .replaceAll("\\$JShell\\$[0-9A-Z]+\\.", "")
                .replaceAll("(?m)\\s+$", "")
                .strip();
    }

    private static List<String> marked(Cell cell, int from, int to) {
        int line = cell.lineOf(from);
        int column = cell.columnOf(from);
        String text = cell.line(line);
        int length = Math.max(1, Math.min(to - from, text.length() - column));
        String gutter = String.format("%4d | ", line);
        return List.of(
                gutter + text, " ".repeat(gutter.length() + Math.max(0, column)) + RED + "^".repeat(length) + RESET);
    }

    /** An exception: its message, the user's line, then the frames that are not the shell's or the engine's. */
    static CellError thrown(JShell shell, JShellException exception, Cell cell, Map<String, SnippetPlace> places) {
        if (exception instanceof UnresolvedReferenceException unresolved) {
            String message = "something that " + unresolved.getSnippet().name() + " uses is not declared yet: "
                    + String.join(
                            ", ",
                            shell.unresolvedDependencies(unresolved.getSnippet())
                                    .toList());
            return new CellError(
                    "UnresolvedReference", message, List.of(RED + "Unresolved reference" + RESET + ": " + message));
        }
        EvalException thrown = (EvalException) exception;
        String name = simpleName(thrown.getExceptionClassName());
        String message = thrown.getMessage() == null ? "" : thrown.getMessage();
        List<String> lines = new ArrayList<>();
        lines.add(RED + BOLD + name + RESET + (message.isEmpty() ? "" : ": " + message));
        addFrames(lines, thrown, places);
        Throwable cause = thrown.getCause();
        for (int depth = 0; cause instanceof EvalException inner && depth < 5; depth++) {
            lines.add("caused by " + simpleName(inner.getExceptionClassName())
                    + (inner.getMessage() == null ? "" : ": " + inner.getMessage()));
            cause = inner.getCause();
        }
        return new CellError(name, message, lines);
    }

    private static void addFrames(List<String> lines, EvalException thrown, Map<String, SnippetPlace> places) {
        int shown = 0;
        boolean marked = false;
        for (StackTraceElement frame : thrown.getStackTrace()) {
            SnippetPlace place = placeOf(frame, places);
            if (place != null) {
                int line = place.line() + Math.max(1, frame.getLineNumber()) - 1;
                String where = "    at " + place.cell().name() + ", line " + line;
                lines.add(
                        frame.getMethodName().isEmpty() || frame.getMethodName().startsWith("do_it")
                                ? where
                                : where + ", in " + frame.getMethodName());
                if (!marked) {
                    lines.add(String.format(
                            "%s--> %4d | %s%s", RED, line, place.cell().line(line), RESET));
                    marked = true;
                }
            } else if (!isInternal(frame.getClassName()) && shown < MOST_FRAMES) {
                lines.add("    at " + frame);
                shown++;
            }
        }
    }

    private static SnippetPlace placeOf(StackTraceElement frame, Map<String, SnippetPlace> places) {
        String file = frame.getFileName();
        return file != null && file.startsWith("#") ? places.get(file.substring(1)) : null;
    }

    /** Frames that say nothing to the author of a cell. */
    private static boolean isInternal(String className) {
        return className.startsWith("org.triceras.")
                || className.startsWith("jdk.jshell.")
                || className.startsWith("jdk.internal.")
                || className.startsWith("java.lang.reflect.")
                || className.startsWith("java.lang.Thread")
                || className.startsWith("REPL.");
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }
}
