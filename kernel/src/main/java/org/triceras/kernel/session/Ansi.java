package org.triceras.kernel.session;

/** Colours of terminals, which notebooks show too: there on a red ground, where red words would be hard to read. */
final class Ansi {
    private static final String RESET = "\u001b[0m";

    private Ansi() {}

    static String red(String text) {
        return "\u001b[31m" + text + RESET;
    }

    static String bold(String text) {
        return "\u001b[1m" + text + RESET;
    }

    static String green(String text) {
        return "\u001b[32m" + text + RESET;
    }
}
