package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.triceras.kernel.interactive.Colours;

/** The frames of an exception that tell the author of a cell something, with their own lines. */
final class Traceback {
    private static final int MOST_USER_FRAMES = 20;
    private static final int MOST_OTHER_FRAMES = 8;
    private static final int MOST_CAUSES = 5;

    private final Function<StackTraceElement, Optional<CellLine>> places;
    private final List<String> lines = new ArrayList<>();
    private int users;
    private int others;
    private int hidden;

    private Traceback(Function<StackTraceElement, Optional<CellLine>> places) {
        this.places = places;
    }

    /**
     * An exception with its causes.
     *
     * @param places finds the line of a cell that a frame stands for
     */
    static List<String> of(Thrown thrown, Function<StackTraceElement, Optional<CellLine>> places) {
        List<String> all = new ArrayList<>();
        Thrown each = thrown;
        List<String> before = List.of();
        for (int depth = 0; each != null && depth < MOST_CAUSES; depth++) {
            String message = CompileMessages.clean(each.message() == null ? "" : each.message());
            Traceback traceback = new Traceback(places);
            traceback.add(each.frames());
            List<String> said = new ArrayList<>(traceback.lines);
            said.add(0, message);
            // A wrapper says no more than what it wraps.
            if (!said.equals(before)) {
                all.add((depth == 0 ? "" : "caused by ")
                        + Ansi.bold(simpleName(each.className()))
                        + (message.isEmpty() ? "" : ": " + message));
                all.addAll(traceback.lines);
            }
            before = said;
            each = each.cause();
        }
        return all;
    }

    /** The frames of one exception that has not left its cell, without colours. */
    static List<String> frames(Throwable exception, Function<StackTraceElement, Optional<CellLine>> places) {
        Traceback traceback = new Traceback(places);
        traceback.add(Thrown.of(exception).frames());
        return traceback.lines.stream().map(Colours::removed).toList();
    }

    private void add(List<StackTraceElement> frames) {
        String previous = "";
        int repeated = 0;
        for (StackTraceElement frame : frames) {
            CellLine place = places.apply(frame).orElse(null);
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
                lines.add("    at " + place.cell() + ", line " + place.line() + method(frame));
                lines.add(Ansi.green("-->") + String.format(" %4d | %s", place.line(), place.text()));
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

    private static String where(StackTraceElement frame, CellLine place) {
        String method = isCellItself(frame) ? "" : frame.getMethodName();
        return place.cell() + ":" + place.line() + ":" + method;
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
