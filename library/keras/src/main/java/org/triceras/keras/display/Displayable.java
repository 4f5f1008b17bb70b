package org.triceras.keras.display;

/** A value that knows how it looks in a notebook. Types we do not own are shown by a {@link DisplayRenderer} instead. */
public interface Displayable {
    /** The value's representations; always includes text/plain. */
    MimeBundle toMimeBundle();
}
