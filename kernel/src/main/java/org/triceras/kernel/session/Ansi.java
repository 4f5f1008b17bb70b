package org.triceras.kernel.session;

/** Colours of terminals, which notebooks show too. */
final class Ansi {
    private static final String RESET = "\u001b[0m";

    private Ansi() {}

    static String red(String text) {
        return "\u001b[31m" + text + RESET;
    }

    static String boldRed(String text) {
        return "\u001b[1;31m" + text + RESET;
    }

    static String green(String text) {
        return "\u001b[32m" + text + RESET;
    }

    static String cyan(String text) {
        return "\u001b[36m" + text + RESET;
    }
}
