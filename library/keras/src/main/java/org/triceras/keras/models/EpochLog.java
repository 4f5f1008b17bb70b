package org.triceras.keras.models;

import java.util.UUID;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/**
 * The lines and bars of a fit in a notebook, many epochs to one output: front ends fold away a cell's outputs when there are dozens, and what comes
 * last, an error for instance, with them.
 */
final class EpochLog {
    /** Each update sends the whole output again, so it must not grow for ever. */
    private static final int MOST_EPOCHS = 50;

    private final StringBuilder done = new StringBuilder();
    private int epochs;
    private String id;
    private String title;

    /** An epoch begins. */
    void begin(String newTitle) {
        title = newTitle;
        send(title);
    }

    /** The epoch's bar, which is final when a line end follows it. */
    void show(String bar) {
        send(title + "\n" + bar);
        if (bar.endsWith("\n")) {
            done.append(title).append('\n').append(bar.stripTrailing()).append('\n');
            epochs++;
            if (epochs == MOST_EPOCHS) {
                epochs = 0;
                done.setLength(0);
                id = null;
            }
        }
    }

    private void send(String last) {
        MimeBundle bundle = MimeBundle.text(done + last);
        if (id == null) {
            id = UUID.randomUUID().toString();
            Display.sink().show(bundle, id);
        } else {
            Display.sink().update(bundle, id);
        }
    }
}
