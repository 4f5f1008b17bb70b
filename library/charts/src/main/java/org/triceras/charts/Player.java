package org.triceras.charts;

import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** What {@link Audio} and {@link Video} have in common: an element of HTML with buttons, made from an address. */
abstract sealed class Player implements Displayable permits Audio, Video {
    private final String kind;
    private final String name;
    private final String source;

    /** @param kind the element's name: "audio" or "video" */
    Player(String kind, String name, String source) {
        this.kind = kind;
        this.name = name;
        this.source = source;
    }

    /** The player. */
    public abstract String html();

    /** @param attributes further ones of the element, with a space behind; or "" */
    final String player(String attributes) {
        return "<" + kind + " controls " + attributes + "src=\"" + Html.escape(source) + "\"></" + kind + ">";
    }

    @Override
    public final MimeBundle toMimeBundle() {
        return MimeBundle.html(toString(), html());
    }

    @Override
    public final String toString() {
        return kind + ": " + name;
    }
}
