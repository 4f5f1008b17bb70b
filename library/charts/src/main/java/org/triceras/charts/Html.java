package org.triceras.charts;

import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** Text that a notebook shows as HTML, as it stands: escape what comes from data. */
public record Html(String source) implements Displayable {
    public static Html of(String source) {
        return new Html(source);
    }

    /** Text with the characters that mean something in HTML replaced. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.text(source.replaceAll("<[^>]*>", "")).with(MimeBundle.HTML, source);
    }
}
