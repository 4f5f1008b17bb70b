package org.triceras.keras.display;

import java.io.PrintStream;

/** Writes the plain-text form to standard output; an update overwrites the line with a carriage return. */
final class TerminalSink implements DisplaySink {
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
