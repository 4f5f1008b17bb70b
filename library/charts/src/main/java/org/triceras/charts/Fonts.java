package org.triceras.charts;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import org.triceras.engine.error.StateException;

/**
 * What Java knows of fonts. On a bare server (no fontconfig, or no font) it knows none, and every JDK fails in its own way at the first letter:
 * InternalError, RuntimeException, Error. SVG then keeps text as text, for the reader's browser to draw; pixels cannot be had.
 */
final class Fonts {
    /** Set to "text", SVG keeps text as text in any case: smaller, and it can be searched, but its width is a guess. */
    static final String PROPERTY = "triceras.charts.text";

    /** The width of an average letter of common sans-serif fonts, in ems. */
    private static final double LETTER = 0.6;

    private Fonts() {}

    /** True when SVG has text rather than outlines. */
    static boolean keepText() {
        return "text".equals(System.getProperty(PROPERTY)) || areMissing();
    }

    static boolean areMissing() {
        return Missing.VALUE;
    }

    /** The width of a line of text, a guess when there are no fonts. */
    static double width(String text, Font font, Graphics2D graphics) {
        if (text.isEmpty()) {
            return 0;
        }
        if (areMissing()) {
            return text.length() * font.getSize2D() * LETTER;
        }
        return new TextLayout(text, font, graphics.getFontRenderContext())
                .getBounds()
                .getMaxX();
    }

    /** The text, or as much of its beginning and end as is not wider: names often differ only there. */
    static String fitted(String text, Font font, double width, Graphics2D graphics) {
        if (width(text, font, graphics) <= width) {
            return text;
        }
        int fits = 0;
        int letters = text.codePointCount(0, text.length());
        for (int least = 1, most = letters - 1; least <= most; ) {
            int middle = (least + most) / 2;
            if (width(cut(text, middle), font, graphics) <= width) {
                fits = middle;
                least = middle + 1;
            } else {
                most = middle - 1;
            }
        }
        return cut(text, fits);
    }

    private static String cut(String text, int letters) {
        int atEnd = letters / 3;
        String beginning = text.substring(0, text.offsetByCodePoints(0, letters - atEnd));
        String end = text.substring(text.offsetByCodePoints(text.length(), -atEnd));
        return beginning.stripTrailing() + "\u2026" + end.stripLeading();
    }

    static StateException missing(String chart, Throwable cause) {
        return new StateException(
                chart
                        + ": this chart cannot be drawn, as Java found no fonts. Expected fontconfig and at least one font."
                        + " Install them, for example with: apt install fontconfig fonts-dejavu-core. Or save as .svg.",
                cause);
    }

    /** Tried once, at the first text. */
    private static final class Missing {
        static final boolean VALUE = isMissing();

        private static boolean isMissing() {
            try {
                return new TextLayout("0", Theme.FONT, new FontRenderContext(null, true, true)).getAdvance() <= 0;
            } catch (RuntimeException | Error e) {
                return true;
            }
        }
    }
}
