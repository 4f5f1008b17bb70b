package org.triceras.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * One plot with its frame. XChart draws the data; title, grid, numbers and legend are drawn here, as XChart marks equally spaced data at
 * its own values (1, 6, 11, ...), writes 0.05 as .05 and sets titles of neighbouring plots at different heights.
 */
final class Panel {
    private static final int GAP = 8;
    private static final int TITLE_HEIGHT = 30;
    private static final int LINE_HEIGHT = 18;
    private static final int LABEL_DISTANCE = 48;
    /** A name below an axis is shortened to that, or to its share of the axis if that is more. */
    private static final int NAME_WIDTH = 60;
    /** The line or dot beside a name of the legend. */
    private static final int KEY_WIDTH = 24 + GAP / 2;
    /** The part of the height that a legend takes at most. */
    private static final double LEGEND_PART = 0.3;

    private static final BasicStroke HAIRLINE = new BasicStroke(1f);

    private final AxesChart<?, ?> chart;
    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final Map<String, Color> legend;
    private final boolean isLegendOfLines;
    private final Marks x;
    private final Marks y;

    /**
     * Positions along an axis, as fractions of its length, and what is written there.
     *
     * @param isNamed names, which can be shortened, rather than numbers
     */
    record Marks(List<Double> positions, List<String> labels, boolean isNamed) {
        static Marks of(Ticks ticks) {
            List<Double> positions = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            for (double value : ticks.values()) {
                positions.add((value - ticks.low()) / (ticks.high() - ticks.low()));
                labels.add(ticks.label(value));
            }
            return new Marks(positions, labels, false);
        }
    }

    /** A name in the legend, as it is written there. */
    private record Key(String name, Color color) {}

    Panel(
            AxesChart<?, ?> chart,
            String title,
            String xLabel,
            String yLabel,
            Map<String, Color> legend,
            boolean isLegendOfLines,
            Marks x,
            Marks y) {
        this.chart = chart;
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.legend = legend;
        this.isLegendOfLines = isLegendOfLines;
        this.x = x;
        this.y = y;
        bare(chart.getStyler());
    }

    /** How many numbers fit beside each other on an axis of that length. */
    static int ticksFor(int length) {
        return Math.max(2, length / LABEL_DISTANCE);
    }

    /** Leaves only the data. */
    private static void bare(AxesChartStyler style) {
        style.setChartBackgroundColor(Theme.CLEAR);
        style.setPlotBackgroundColor(Theme.CLEAR);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesVisible(false);
        style.setPlotContentSize(1);
        style.setPlotMargin(0);
        style.setChartPadding(0);
        style.setChartTitleVisible(false);
        style.setLegendVisible(false);
        style.setAxisTicksVisible(false);
        // More than any plot's size, so XChart does not look for marks, for which it measures text even when none is
        // shown.
        style.setXAxisTickMarkSpacingHint(100_000);
        style.setYAxisTickMarkSpacingHint(100_000);
        style.setAxisTitlesVisible(false);
        style.setSeriesColors(Theme.SERIES);
    }

    void paint(Graphics2D graphics, int width, int height) {
        int labels = 0;
        for (String label : y.labels()) {
            labels = Math.max(labels, (int) Math.ceil(Fonts.width(label, Theme.FONT, graphics)));
        }
        int left = GAP + (yLabel.isBlank() ? 0 : LINE_HEIGHT) + labels + GAP;
        int top = title.isBlank() ? GAP : TITLE_HEIGHT;
        List<List<Key>> legendRows = legendRows(graphics, width - 2 * GAP, height);
        int below = GAP
                + LINE_HEIGHT
                + (xLabel.isBlank() ? 0 : LINE_HEIGHT)
                + (legendRows.isEmpty() ? 0 : legendRows.size() * LINE_HEIGHT + GAP / 2);
        int plotWidth = width - left - 2 * GAP;
        int plotHeight = height - top - below;

        graphics.setStroke(HAIRLINE);
        horizontalLines(graphics, left, top, plotWidth, plotHeight);
        verticalLabels(graphics, left, top + plotHeight, plotWidth, width);

        Graphics2D plot = (Graphics2D) graphics.create();
        plot.translate(left, top);
        chart.paint(plot, plotWidth, plotHeight);
        plot.dispose();

        graphics.setColor(Theme.TEXT);
        double middle = left + plotWidth / 2.0;
        int baseline = top + plotHeight + GAP + LINE_HEIGHT - 5;
        if (!title.isBlank()) {
            inside(graphics, title, Theme.TITLE, middle, width, TITLE_HEIGHT - 12);
        }
        if (!xLabel.isBlank()) {
            baseline += LINE_HEIGHT;
            inside(graphics, xLabel, Theme.FONT, middle, width, baseline);
        }
        if (!yLabel.isBlank()) {
            Graphics2D turned = (Graphics2D) graphics.create();
            turned.rotate(-Math.PI / 2);
            String fitted = Fonts.fitted(yLabel, Theme.FONT, height - 2 * GAP, turned);
            centred(turned, fitted, Theme.FONT, -(top + plotHeight / 2.0), GAP + 10);
            turned.dispose();
        }
        baseline += GAP / 2;
        for (List<Key> row : legendRows) {
            baseline += LINE_HEIGHT;
            paintLegend(graphics, row, left, plotWidth, width, baseline);
        }
    }

    private void horizontalLines(Graphics2D graphics, int left, int top, int width, int height) {
        for (int i = 0; i < y.labels().size(); i++) {
            double at = top + height * (1 - y.positions().get(i));
            graphics.setColor(Theme.GRID);
            graphics.draw(new Line2D.Double(left, at, left + width, at));
            graphics.setColor(Theme.TEXT);
            String label = y.labels().get(i);
            text(graphics, label, Theme.FONT, left - GAP - Fonts.width(label, Theme.FONT, graphics), at + 4);
        }
    }

    private void verticalLabels(Graphics2D graphics, int left, int bottom, int width, int whole) {
        double room =
                Math.max(NAME_WIDTH, (double) width / Math.max(1, x.labels().size()) - GAP);
        double end = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.labels().size(); i++) {
            double at = left + width * x.positions().get(i);
            graphics.setColor(Theme.GRID);
            graphics.draw(new Line2D.Double(at, bottom, at, bottom + 4));
            graphics.setColor(Theme.TEXT);
            String label = Fonts.fitted(x.labels().get(i), Theme.FONT, room, graphics);
            double labelWidth = Fonts.width(label, Theme.FONT, graphics);
            double start = start(at, labelWidth, whole);
            // A label that would touch its neighbour is left out.
            if (start > end + GAP / 2.0) {
                text(graphics, label, Theme.FONT, start, bottom + GAP + LINE_HEIGHT - 5);
                end = start + labelWidth;
            }
        }
    }

    /** The legend in lines that are no wider; what has no place is counted in the last. */
    private List<List<Key>> legendRows(Graphics2D graphics, int width, int height) {
        int most = Math.max(1, (int) (LEGEND_PART * height / LINE_HEIGHT));
        List<List<Key>> rows = new ArrayList<>();
        double used = 0;
        int done = 0;
        for (Map.Entry<String, Color> entry : legend.entrySet()) {
            String name = Fonts.fitted(entry.getKey(), Theme.FONT, width - KEY_WIDTH, graphics);
            double entryWidth = KEY_WIDTH + Fonts.width(name, Theme.FONT, graphics);
            String rest = "and " + (legend.size() - done) + " more";
            boolean isLast = done == legend.size() - 1;
            // The last line keeps room for the number of those that are not shown.
            double kept =
                    rows.size() < most || isLast ? 0 : 2 * GAP + KEY_WIDTH + Fonts.width(rest, Theme.FONT, graphics);
            if (rows.isEmpty() || used + 2 * GAP + entryWidth + kept > width) {
                if (rows.size() == most) {
                    rows.get(most - 1).add(new Key(rest, Theme.CLEAR));
                    break;
                }
                rows.add(new ArrayList<>());
                used = -2 * GAP;
            }
            rows.get(rows.size() - 1).add(new Key(name, entry.getValue()));
            used += 2 * GAP + entryWidth;
            done++;
        }
        return rows;
    }

    private void paintLegend(Graphics2D graphics, List<Key> row, int left, int plotWidth, int whole, int baseline) {
        double width = -2 * GAP;
        for (Key key : row) {
            width += KEY_WIDTH + Fonts.width(key.name(), Theme.FONT, graphics) + 2 * GAP;
        }
        double at = start(left + plotWidth / 2.0, width, whole);
        for (Key key : row) {
            graphics.setColor(key.color());
            if (isLegendOfLines) {
                graphics.setStroke(new BasicStroke(2f));
                graphics.draw(new Line2D.Double(at, baseline - 4, at + 24, baseline - 4));
                graphics.setStroke(HAIRLINE);
            } else {
                graphics.fill(new Ellipse2D.Double(at + 9, baseline - 7, 6, 6));
            }
            graphics.setColor(Theme.TEXT);
            text(graphics, key.name(), Theme.FONT, at + KEY_WIDTH, baseline);
            at += KEY_WIDTH + Fonts.width(key.name(), Theme.FONT, graphics) + 2 * GAP;
        }
    }

    /** Where a text begins whose middle should be at {@code x}, but which should not be cut at the chart's edges. */
    private static double start(double x, double width, int whole) {
        return Math.max(GAP / 2.0, Math.min(x - width / 2, whole - GAP / 2.0 - width));
    }

    /** Writes text with its middle near {@code x}, moved and shortened so that all of it is in the chart. */
    private static void inside(Graphics2D graphics, String text, Font font, double x, int whole, double baseline) {
        String fitted = Fonts.fitted(text, font, whole - GAP, graphics);
        text(graphics, fitted, font, start(x, Fonts.width(fitted, font, graphics), whole), baseline);
    }

    /** Writes text with its middle at {@code x}. */
    static void centred(Graphics2D graphics, String text, Font font, double x, double baseline) {
        text(graphics, text, font, x - Fonts.width(text, font, graphics) / 2, baseline);
    }

    static void text(Graphics2D graphics, String text, Font font, double x, double baseline) {
        graphics.setFont(font);
        graphics.drawString(text, (float) x, (float) baseline);
    }
}
