package org.triceras.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/**
 * A square matrix of counts as coloured cells with numbers. The diagonal and the rest have their own colours and scales, as otherwise the few
 * mistakes of a good model would all look like none. Cells are opaque and dark enough for white numbers, on any page.
 */
final class HeatMap {
    private static final int CELL = 40;
    private static final int GAP = 8;
    private static final int HEADER = 52;
    private static final Color FEW = new Color(0x77, 0x77, 0x77);
    private static final Color HIT = Theme.SERIES[0];
    private static final Color MISS = new Color(0xC7, 0x4E, 0x00);
    private static final Color NONE = new Color(0x80, 0x80, 0x80, 0x18);

    private final String title;
    private final String rowLabel;
    private final String columnLabel;
    private final List<String> names;
    private final int[][] counts;

    HeatMap(String title, String rowLabel, String columnLabel, List<String> names, int[][] counts) {
        this.title = title;
        this.rowLabel = rowLabel;
        this.columnLabel = columnLabel;
        this.names = names;
        this.counts = counts;
    }

    Chart chart() {
        int longest = names.stream().mapToInt(String::length).max().orElse(1);
        // Names are as wide as their letters at most; the exact width needs a font, which a terminal-less server may
        // lack.
        int left = 3 * GAP + 12 + Math.min(160, 9 * longest);
        int cell = Math.max(CELL, Math.min(80, 9 * longest + 4));
        int size = cell * names.size();
        return new Chart(
                title,
                left + size + GAP,
                HEADER + CELL * names.size() + GAP,
                graphics -> paint(graphics, left, cell),
                this::vegaLite);
    }

    private void paint(Graphics2D graphics, int left, int cell) {
        int n = counts.length;
        Color[][] colors = colors();
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                int count = counts[row][column];
                graphics.setColor(colors[row][column]);
                double x = left + column * cell;
                double y = HEADER + row * CELL;
                graphics.fill(new Rectangle2D.Double(x + 1, y + 1, cell - 2, CELL - 2));
                if (count > 0) {
                    graphics.setColor(Color.WHITE);
                    Panel.centred(graphics, String.valueOf(count), Theme.FONT, x + cell / 2.0, y + CELL / 2.0 + 4.5);
                }
            }
        }
        graphics.setColor(Theme.TEXT);
        for (int i = 0; i < n; i++) {
            String above = Fonts.fitted(names.get(i), Theme.FONT, cell - 2, graphics);
            Panel.centred(graphics, above, Theme.FONT, left + (i + 0.5) * cell, HEADER - GAP);
            String name = Fonts.fitted(names.get(i), Theme.FONT, left - 3 * GAP - 4, graphics);
            double width = Fonts.width(name, Theme.FONT, graphics);
            Panel.text(graphics, name, Theme.FONT, left - GAP - width, HEADER + (i + 0.5) * CELL + 4.5);
        }
        Panel.centred(graphics, columnLabel, Theme.TITLE, left + n * cell / 2.0, 20);
        graphics.rotate(-Math.PI / 2);
        Panel.centred(graphics, rowLabel, Theme.TITLE, -(HEADER + n * CELL / 2.0), 18);
        graphics.rotate(Math.PI / 2);
    }

    private Color[][] colors() {
        int n = counts.length;
        int mostHits = 1;
        int mostMisses = 1;
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                if (row == column) {
                    mostHits = Math.max(mostHits, counts[row][column]);
                } else {
                    mostMisses = Math.max(mostMisses, counts[row][column]);
                }
            }
        }
        Color[][] colors = new Color[n][n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double count = counts[row][column];
                Color shade = row == column ? mix(HIT, count / mostHits) : mix(MISS, count / mostMisses);
                colors[row][column] = count == 0 ? NONE : shade;
            }
        }
        return colors;
    }

    private static Color mix(Color full, double share) {
        // The root spreads the small counts, of which there are many.
        double s = Math.sqrt(share);
        return new Color(
                (int) Math.rint(FEW.getRed() + s * (full.getRed() - FEW.getRed())),
                (int) Math.rint(FEW.getGreen() + s * (full.getGreen() - FEW.getGreen())),
                (int) Math.rint(FEW.getBlue() + s * (full.getBlue() - FEW.getBlue())));
    }

    private String vegaLite() {
        String[][] colors = Arrays.stream(colors())
                .map(row -> Arrays.stream(row).map(Theme::css).toArray(String[]::new))
                .toArray(String[][]::new);
        return VegaLite.heatMap(rowLabel, columnLabel, names, counts, colors, names.size() * CELL);
    }
}
