package org.triceras.keras.display;

import java.io.Console;
import java.io.PrintStream;

/** Writes the plain-text form to standard output; an update overwrites the line with a carriage return. */
final class TerminalSink implements DisplaySink {
    private static final boolean IS_TERMINAL = isTerminal();

    private String pending;

    @Override
    public synchronized void show(MimeBundle bundle, String id) {
        endPendingLine();
        if (id == null) {
            System.out.println(bundle.get(MimeBundle.TEXT));
        } else {
            rewrite(bundle, id);
        }
    }

    @Override
    public synchronized void update(MimeBundle bundle, String id) {
        if (pending != null && !pending.equals(id)) {
            endPendingLine();
        }
        rewrite(bundle, id);
    }

    @Override
    public boolean isRich() {
        return false;
    }

    @Override
    public boolean isLive() {
        return IS_TERMINAL;
    }

    /** From Java 22 on there is a console without a terminal too, which then says so. */
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return console != null;
        }
    }

    private void rewrite(MimeBundle bundle, String id) {
        String text = bundle.get(MimeBundle.TEXT);
        PrintStream out = System.out;
        out.print('\r' + text);
        if (text.endsWith("\n")) {
            pending = null;
        } else {
            pending = id;
        }
        out.flush();
    }

    private void endPendingLine() {
        if (pending != null) {
            System.out.println();
            pending = null;
        }
    }
}
