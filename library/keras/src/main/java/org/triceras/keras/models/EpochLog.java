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

    private static final long PAUSE_NANOS = 100_000_000;

    private final StringBuilder done = new StringBuilder();
    private int epochs;
    private String id;
    private String title;
    private String heldBack;
    private long sentAt;

    /** An epoch begins. */
    void begin(String newTitle) {
        title = newTitle;
        send(title, false);
    }

    /** The epoch's bar, which is final when a line end follows it. */
    void show(String bar) {
        boolean isEnded = bar.endsWith("\n");
        send(title + "\n" + bar, isEnded && epochs + 1 == MOST_EPOCHS);
        if (isEnded) {
            if (heldBack != null) {
                heldBack = "";
            }
            done.append(title).append('\n').append(bar.stripTrailing()).append('\n');
            epochs++;
            if (epochs == MOST_EPOCHS) {
                epochs = 0;
                done.setLength(0);
                id = null;
            }
        }
    }

    /** Sends what has been held back. */
    void flush() {
        if (heldBack != null) {
            send(heldBack, true);
        }
    }

    /** Epochs may take less than a millisecond, so not every state is sent. */
    private void send(String last, boolean isNeeded) {
        long now = System.nanoTime();
        if (!isNeeded && id != null && now - sentAt < PAUSE_NANOS) {
            heldBack = last;
            return;
        }
        sentAt = now;
        heldBack = null;
        MimeBundle bundle = MimeBundle.text(done + last);
        if (id == null) {
            id = UUID.randomUUID().toString();
            Display.sink().show(bundle, id);
        } else {
            Display.sink().update(bundle, id);
        }
    }
}
