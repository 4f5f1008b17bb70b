package org.triceras.keras.display;

import java.util.UUID;

/**
 * Something on display that can be replaced in place, also from a later cell: {@code var h = displayHandle("0 %"); h.update("50 %")}. A
 * terminal writes the text form over its line.
 */
public final class DisplayHandle implements Displayable {
    private final String id;

    private DisplayHandle(String id) {
        this.id = id;
    }

    /** Shows a value and keeps hold of its place. */
    public static DisplayHandle show(Object value) {
        DisplayHandle handle = new DisplayHandle(UUID.randomUUID().toString());
        handle.display(value);
        return handle;
    }

    /** Shows a value once more, at the end of what the running cell has shown; later updates change this place too. */
    public void display(Object value) {
        Display.sink().show(Display.bundleOf(value), id);
    }

    /** Shows a value where this handle's last one is. */
    public void update(Object value) {
        Display.sink().update(Display.bundleOf(value), id);
    }

    /** The front end's name for the place. */
    public String id() {
        return id;
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.text(toString());
    }

    @Override
    public String toString() {
        return "display " + id;
    }
}
