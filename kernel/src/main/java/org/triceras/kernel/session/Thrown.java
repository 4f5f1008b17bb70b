package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import jdk.jshell.EvalException;

/**
 * An exception of a cell, wherever it was caught: JShell hands on a description of what it has seen, statements end with the exception itself.
 *
 * @param frames down to the last that is a cell's
 * @param cause null for none, and for one that says nothing more
 */
record Thrown(String className, String message, List<StackTraceElement> frames, Thrown cause) {
    private static final int MOST_CAUSES = 20;

    static Thrown of(EvalException exception) {
        return new Thrown(
                exception.getExceptionClassName(),
                exception.getMessage(),
                List.of(exception.getStackTrace()),
                exception.getCause() instanceof EvalException cause ? of(cause) : null);
    }

    static Thrown of(Throwable exception) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        // Two may be each other's cause.
        for (Throwable each = exception;
                each != null && chain.size() < MOST_CAUSES && seen.add(each);
                each = cause(each)) {
            chain.add(each);
        }
        Thrown thrown = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            Throwable each = chain.get(i);
            thrown = new Thrown(each.getClass().getName(), message(each), upToCell(frames(each)), thrown);
        }
        return thrown;
    }

    /** An exception's message, or what it threw instead: exceptions of cells may have methods of their own. */
    static String message(Throwable exception) {
        try {
            return exception.getMessage();
        } catch (RuntimeException | Error e) {
            return "(its getMessage failed: " + e.getClass().getName() + ")";
        }
    }

    /** Its frames, none where it has lost them. */
    static StackTraceElement[] frames(Throwable exception) {
        try {
            StackTraceElement[] frames = exception.getStackTrace();
            return frames == null || Arrays.asList(frames).contains(null) ? new StackTraceElement[0] : frames;
        } catch (RuntimeException | Error e) {
            return new StackTraceElement[0];
        }
    }

    private static Throwable cause(Throwable exception) {
        try {
            return exception.getCause();
        } catch (RuntimeException | Error e) {
            return null;
        }
    }

    private static List<StackTraceElement> upToCell(StackTraceElement[] frames) {
        int end = frames.length;
        while (end > 0 && !isOfCell(frames[end - 1])) {
            end--;
        }
        return Arrays.asList(frames).subList(0, end == 0 ? frames.length : end);
    }

    static boolean isOfCell(StackTraceElement frame) {
        return frame.getClassName().startsWith("REPL.$JShell$");
    }
}
