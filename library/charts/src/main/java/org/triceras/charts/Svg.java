package org.triceras.charts;

import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** Text that a notebook shows as SVG. */
public record Svg(String source) implements Displayable {
    public static Svg of(String source) {
        return new Svg(source);
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.text(source).with(MimeBundle.SVG, source);
    }
}
