package org.triceras.charts;

import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** Text that a notebook shows as LaTeX. */
public record Latex(String source) implements Displayable {
    public static Latex of(String source) {
        return new Latex(source);
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.text(source).with(MimeBundle.LATEX, source);
    }
}
