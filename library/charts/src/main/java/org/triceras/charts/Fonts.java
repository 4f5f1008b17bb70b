package org.triceras.charts;

import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import org.triceras.engine.error.StateException;

/** Whether Java can write text: on a bare server it finds no fonts, and fails in ways that nobody understands. */
final class Fonts {
    private Fonts() {}

    static boolean areMissing() {
        try {
            return new TextLayout("0", Theme.FONT, new FontRenderContext(null, true, true)).getAdvance() <= 0;
        } catch (LinkageError | InternalError | RuntimeException e) {
            return true;
        }
    }

    static StateException missing(String chart, Throwable cause) {
        return new StateException(
                chart
                        + ": this chart cannot be drawn, as Java found no fonts. Expected fontconfig and at least one font."
                        + " Install them, for example with: apt install fontconfig fonts-dejavu-core",
                cause);
    }
}
