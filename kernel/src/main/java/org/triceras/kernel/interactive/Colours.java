package org.triceras.kernel.interactive;

import java.io.Console;

/** Whether colours can be shown: not in a pipe or a file, and not where the user does not want them. */
public final class Colours {
    /** Asked once, by those that show lines alone. */
    private static final class Terminal {
        static final boolean SHOWS = isTerminal() && System.getenv("NO_COLOR") == null;
    }

    private Colours() {}

    /** A line as it is for a terminal, without its colours for anything else. */
    public static String shown(String line) {
        return Terminal.SHOWS ? line : removed(line);
    }

    /** Text without its colours. */
    public static String removed(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    /** Whether a person sits at both ends of this process. */
    public static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // From JDK 22 on there is a console in a pipe, too, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
