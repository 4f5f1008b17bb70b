package org.triceras.charts;

import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** Text that a notebook shows as Markdown. */
public record Markdown(String source) implements Displayable {
    public static Markdown of(String source) {
        return new Markdown(source);
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.text(source).with(MimeBundle.MARKDOWN, source);
    }
}
