package org.triceras.keras.display;

/** Where output goes: a notebook front end, a terminal, a file. The kernel installs its own with {@link Display#use}. */
public interface DisplaySink {
    /** Shows a bundle. With a non-null id a later {@link #update} replaces it in place. */
    void show(MimeBundle bundle, String id);

    /** Replaces what was shown with this id. */
    void update(MimeBundle bundle, String id);

    /** True when output can be replaced in place with rich content (a notebook), false for a terminal or a log. */
    boolean isRich();

    /** True when a picture in a bundle reaches the user: shown in a notebook, or saved as a file. */
    default boolean takesPictures() {
        return isRich();
    }

    /** True when a line can be written over, so that progress can be shown; false for a file or a pipe, where every state would stay. */
    default boolean isLive() {
        return isRich();
    }
}
