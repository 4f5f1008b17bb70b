package org.triceras.charts;

import java.awt.Color;
import java.awt.Font;

/**
 * Colours and fonts of all charts. Backgrounds are transparent and text is a middle grey with a contrast of 4.3 to white and to JupyterLab's
 * dark page alike: a notebook shows SVG as a picture, which does not learn the page's colours, so one picture must do for both. Series
 * colours are Okabe and Ito's, which people with any colour vision tell apart, without those too pale for a white page.
 */
final class Theme {
    static final Color CLEAR = new Color(0, 0, 0, 0);
    static final Color TEXT = new Color(0x7A, 0x7A, 0x7A);
    static final Color GRID = new Color(0x80, 0x80, 0x80, 0x40);
    static final Color[] SERIES = {
        new Color(0x00, 0x72, 0xB2),
        new Color(0xD5, 0x5E, 0x00),
        new Color(0x00, 0x9E, 0x73),
        new Color(0xCC, 0x79, 0xA7),
        new Color(0xB0, 0x7C, 0x00),
        new Color(0x56, 0xB4, 0xE9)
    };
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);

    private Theme() {}

    static Color series(int i) {
        return SERIES[i % SERIES.length];
    }

    /** As CSS wants it. */
    static String css(Color color) {
        return String.format("#%06x", color.getRGB() & 0xffffff);
    }
}
