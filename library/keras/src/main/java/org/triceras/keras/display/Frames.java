package org.triceras.keras.display;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The lines that are shown of a failure's stack: all of it, unless what runs the program knows which ones tell its author something. */
public final class Frames {
    private static volatile Function<Throwable, List<String>> lines = Frames::all;

    private Frames() {}

    /** Says from now on what the lines are, not those of the causes. */
    public static void use(Function<Throwable, List<String>> newLines) {
        lines = newLines;
    }

    public static List<String> of(Throwable failure) {
        return lines.apply(failure);
    }

    private static List<String> all(Throwable failure) {
        List<String> all = new ArrayList<>();
        StackTraceElement[] stack = failure.getStackTrace();
        for (StackTraceElement each : stack == null ? new StackTraceElement[0] : stack) {
            all.add("    at " + each);
        }
        return all;
    }
}
