package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.EvalException;
import org.triceras.kernel.session.Session.SnippetPlace;

/** The frames of an exception that tell the author of a cell something, with their own lines. */
final class Traceback {
    private static final int MOST_USER_FRAMES = 20;
    private static final int MOST_OTHER_FRAMES = 8;
    private static final int MOST_CAUSES = 5;

    private final Map<String, SnippetPlace> places;
    private final List<String> lines = new ArrayList<>();
    private int users;
    private int others;
    private int hidden;

    private Traceback(Map<String, SnippetPlace> places) {
        this.places = places;
    }

    /** An exception with its causes. */
    static List<String> of(EvalException thrown, Map<String, SnippetPlace> places) {
        List<String> all = new ArrayList<>();
        Throwable each = thrown;
        List<String> before = List.of();
        for (int depth = 0; each instanceof EvalException exception && depth < MOST_CAUSES; depth++) {
            String message = CompileMessages.clean(exception.getMessage() == null ? "" : exception.getMessage());
            Traceback traceback = new Traceback(places);
            traceback.add(List.of(exception.getStackTrace()));
            List<String> said = new ArrayList<>(traceback.lines);
            said.add(0, message);
            // A wrapper says no more than what it wraps.
            if (!said.equals(before)) {
                all.add((depth == 0 ? "" : "caused by ")
                        + Ansi.bold(simpleName(exception.getExceptionClassName()))
                        + (message.isEmpty() ? "" : ": " + message));
                all.addAll(traceback.lines);
            }
            before = said;
            each = exception.getCause();
        }
        return all;
    }

    private void add(List<StackTraceElement> frames) {
        String previous = "";
        int repeated = 0;
        for (StackTraceElement frame : frames) {
            SnippetPlace place = placeOf(frame);
            String where = place == null ? "" : where(frame, place);
            if (place != null && where.equals(previous)) {
                // A cell's own line is run by methods of several names, none of which the author wrote.
                repeated += isCellItself(frame) ? 0 : 1;
                continue;
            }
            endRepetition(repeated);
            repeated = 0;
            previous = where;
            if (place == null) {
                addOther(frame);
            } else if (users++ < MOST_USER_FRAMES) {
                int line = lineOf(frame, place);
                lines.add("    at " + place.cell().name() + ", line " + line + method(frame));
                lines.add(Ansi.green("-->")
                        + String.format(" %4d | %s", line, place.cell().line(line)));
            } else {
                hidden++;
            }
        }
        endRepetition(repeated);
        if (hidden > 0) {
            lines.add("    and " + hidden + " more lines of cells");
        }
    }

    private void endRepetition(int times) {
        if (times > 0 && users <= MOST_USER_FRAMES) {
            lines.add("    the same " + times + (times == 1 ? " time more" : " times more"));
        }
    }

    private void addOther(StackTraceElement frame) {
        // Below the last line of a cell there is only what runs cells.
        if (!isInternal(frame.getClassName()) && others++ < MOST_OTHER_FRAMES) {
            lines.add("    at " + simpleName(frame.getClassName()) + "." + frame.getMethodName() + "("
                    + (frame.getFileName() == null ? "" : frame.getFileName() + ":" + frame.getLineNumber()) + ")");
        }
    }

    private SnippetPlace placeOf(StackTraceElement frame) {
        String file = frame.getFileName();
        return file != null && file.startsWith("#") ? places.get(file.substring(1)) : null;
    }

    private static int lineOf(StackTraceElement frame, SnippetPlace place) {
        return place.line() + Math.max(1, frame.getLineNumber()) - 1;
    }

    private static String where(StackTraceElement frame, SnippetPlace place) {
        String method = isCellItself(frame) ? "" : frame.getMethodName();
        return place.cell().name() + ":" + lineOf(frame, place) + ":" + method;
    }

    private static String method(StackTraceElement frame) {
        String name = frame.getMethodName();
        if (isCellItself(frame)) {
            return "";
        }
        if (name.startsWith("lambda$")) {
            String outer = name.substring("lambda$".length(), name.indexOf('$', "lambda$".length()));
            return ", in a lambda" + (outer.startsWith("do_it") ? "" : " of " + outer);
        }
        if (name.equals("<clinit>") || name.equals("<init>")) {
            return ", in the " + (name.equals("<init>") ? "constructor" : "initializer") + " of "
                    + simpleName(frame.getClassName());
        }
        return ", in " + name;
    }

    private static boolean isCellItself(StackTraceElement frame) {
        return frame.getMethodName().isEmpty() || frame.getMethodName().startsWith("do_it");
    }

    /** Frames that say nothing to the author of a cell. */
    private static boolean isInternal(String className) {
        return className.isEmpty()
                || className.startsWith("org.triceras.")
                || className.startsWith("jdk.jshell.")
                || className.startsWith("jdk.internal.")
                || className.startsWith("java.lang.reflect.")
                || className.startsWith("java.lang.invoke.")
                || className.startsWith("java.lang.Thread")
                || className.startsWith("java.util.stream.")
                || className.startsWith("REPL.");
    }

    static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }
}
