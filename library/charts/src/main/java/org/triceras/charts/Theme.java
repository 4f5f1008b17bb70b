package org.triceras.charts;

import java.awt.Color;
import java.awt.Font;

/**
 * Colours and fonts of all charts. Backgrounds are transparent and text is a middle grey, so that a chart reads well on a light and on a
 * dark page; series colours are Okabe and Ito's, which people with any colour vision tell apart.
 */
final class Theme {
    static final Color CLEAR = new Color(0, 0, 0, 0);
    static final Color TEXT = new Color(0x80, 0x80, 0x80);
    static final Color GRID = new Color(0x80, 0x80, 0x80, 0x40);
    static final Color[] SERIES = {
        new Color(0x00, 0x72, 0xB2),
        new Color(0xE6, 0x9F, 0x00),
        new Color(0x00, 0x9E, 0x73),
        new Color(0xCC, 0x79, 0xA7),
        new Color(0x56, 0xB4, 0xE9),
        new Color(0xD5, 0x5E, 0x00)
    };
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);

    private Theme() {}
}
