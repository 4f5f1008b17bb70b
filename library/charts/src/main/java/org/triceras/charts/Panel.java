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
    private static final BasicStroke HAIRLINE = new BasicStroke(1f);

    private final AxesChart<?, ?> chart;
    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final Map<String, Color> legend;
    private final boolean isLegendOfLines;
    private final Marks x;
    private final Marks y;

    /** Positions along an axis, as fractions of its length, and what is written there. */
    record Marks(List<Double> positions, List<String> labels) {
        static Marks of(Ticks ticks) {
            List<Double> positions = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            for (double value : ticks.values()) {
                positions.add((value - ticks.low()) / (ticks.high() - ticks.low()));
                labels.add(ticks.label(value));
            }
            return new Marks(positions, labels);
        }
    }

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
        int below = GAP
                + LINE_HEIGHT
                + (xLabel.isBlank() ? 0 : LINE_HEIGHT)
                + (legend.isEmpty() ? 0 : LINE_HEIGHT + GAP / 2);
        int plotWidth = width - left - 2 * GAP;
        int plotHeight = height - top - below;

        graphics.setStroke(HAIRLINE);
        horizontalLines(graphics, left, top, plotWidth, plotHeight);
        verticalLabels(graphics, left, top + plotHeight, plotWidth);

        Graphics2D plot = (Graphics2D) graphics.create();
        plot.translate(left, top);
        chart.paint(plot, plotWidth, plotHeight);
        plot.dispose();

        graphics.setColor(Theme.TEXT);
        double middle = left + plotWidth / 2.0;
        int baseline = top + plotHeight + GAP + LINE_HEIGHT - 5;
        if (!title.isBlank()) {
            centred(graphics, title, Theme.TITLE, middle, TITLE_HEIGHT - 12);
        }
        if (!xLabel.isBlank()) {
            baseline += LINE_HEIGHT;
            centred(graphics, xLabel, Theme.FONT, middle, baseline);
        }
        if (!yLabel.isBlank()) {
            Graphics2D turned = (Graphics2D) graphics.create();
            turned.rotate(-Math.PI / 2);
            centred(turned, yLabel, Theme.FONT, -(top + plotHeight / 2.0), GAP + 10);
            turned.dispose();
        }
        if (!legend.isEmpty()) {
            paintLegend(graphics, middle, baseline + LINE_HEIGHT + GAP / 2);
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

    private void verticalLabels(Graphics2D graphics, int left, int bottom, int width) {
        double end = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.labels().size(); i++) {
            double at = left + width * x.positions().get(i);
            graphics.setColor(Theme.GRID);
            graphics.draw(new Line2D.Double(at, bottom, at, bottom + 4));
            graphics.setColor(Theme.TEXT);
            String label = x.labels().get(i);
            double half = Fonts.width(label, Theme.FONT, graphics) / 2;
            // A label that would touch its neighbour is left out.
            if (at - half > end + GAP / 2.0) {
                centred(graphics, label, Theme.FONT, at, bottom + GAP + LINE_HEIGHT - 5);
                end = at + half;
            }
        }
    }

    private void paintLegend(Graphics2D graphics, double middle, int baseline) {
        double width = 0;
        for (String name : legend.keySet()) {
            width += 24 + GAP / 2.0 + Fonts.width(name, Theme.FONT, graphics) + 2 * GAP;
        }
        double at = middle - (width - 2 * GAP) / 2;
        for (Map.Entry<String, Color> entry : legend.entrySet()) {
            graphics.setColor(entry.getValue());
            if (isLegendOfLines) {
                graphics.setStroke(new BasicStroke(2f));
                graphics.draw(new Line2D.Double(at, baseline - 4, at + 24, baseline - 4));
                graphics.setStroke(HAIRLINE);
            } else {
                graphics.fill(new Ellipse2D.Double(at + 9, baseline - 7, 6, 6));
            }
            graphics.setColor(Theme.TEXT);
            text(graphics, entry.getKey(), Theme.FONT, at + 24 + GAP / 2.0, baseline);
            at += 24 + GAP / 2.0 + Fonts.width(entry.getKey(), Theme.FONT, graphics) + 2 * GAP;
        }
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
