package org.triceras.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.triceras.engine.error.ArgumentException;

/** Line and scatter charts. */
final class LineCharts {
    private static final int MARKED_UP_TO = 40;
    private static final BasicStroke SOLID = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private LineCharts() {}

    /** A named curve; NaN is a gap. */
    record Curve(String name, double[] x, double[] y) {
        Curve {
            if (x.length != y.length) {
                throw new ArgumentException("Curve \"" + name + "\": expected as many x as y values. Received "
                        + x.length + " and " + y.length + ".");
            }
        }
    }

    /**
     * What a plot shows.
     *
     * @param isLines curves rather than dots
     * @param isWholeX x values are integers, and only such are marked
     */
    record Plot(String title, String xLabel, String yLabel, boolean isLines, boolean isWholeX, List<Curve> curves) {}

    /** Plots in rows, at most {@code columns} beside each other, each of the given size. */
    static Chart grid(String title, List<Plot> plots, int columns, int width, int height) {
        int across = Math.min(columns, plots.size());
        int down = (plots.size() + across - 1) / across;
        return new Chart(
                title,
                width * across,
                height * down,
                graphics -> {
                    for (int i = 0; i < plots.size(); i++) {
                        Graphics2D part = (Graphics2D) graphics.create();
                        part.translate(i % across * width, i / across * height);
                        panel(plots.get(i), width, height).paint(part, width, height);
                        part.dispose();
                    }
                },
                () -> VegaLite.xy(plots, across, width, height));
    }

    private static Panel panel(Plot plot, int width, int height) {
        XYChart chart = new XYChartBuilder().width(width).height(height).build();
        chart.getStyler()
                .setDefaultSeriesRenderStyle(
                        plot.isLines() ? XYSeries.XYSeriesRenderStyle.Line : XYSeries.XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(6);
        Range xs = new Range();
        Range ys = new Range();
        Map<String, Color> legend = new LinkedHashMap<>();
        for (int i = 0; i < plot.curves().size(); i++) {
            Curve curve = plot.curves().get(i);
            legend.put(curve.name(), Theme.series(i));
            if (xs.addAll(curve.x()) && ys.addAll(curve.y())) {
                // XChart takes each series once by name; two curves may have the same.
                XYSeries series = chart.addSeries(i + " " + curve.name(), curve.x(), finite(curve.y()));
                series.setLineColor(Theme.series(i));
                series.setLineStyle(SOLID);
                series.setMarkerColor(Theme.series(i));
                boolean isMarked = !plot.isLines() || curve.x().length <= MARKED_UP_TO;
                series.setMarker(isMarked ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            }
        }
        Ticks x = xs.ticks(Panel.ticksFor(width - 60), plot.isWholeX());
        Ticks y = ys.ticks(Math.max(3, height / 50), false);
        chart.getStyler().setXAxisMin(x.low());
        chart.getStyler().setXAxisMax(x.high());
        chart.getStyler().setYAxisMin(y.low());
        chart.getStyler().setYAxisMax(y.high());
        if (legend.size() == 1) {
            legend.clear();
        }
        return new Panel(
                chart,
                plot.title(),
                plot.xLabel(),
                plot.yLabel(),
                legend,
                plot.isLines(),
                Panel.Marks.of(x),
                Panel.Marks.of(y));
    }

    private static double[] finite(double[] values) {
        double[] copy = values.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = Double.isFinite(copy[i]) ? copy[i] : Double.NaN;
        }
        return copy;
    }

    /** The smallest and largest of many values. */
    private static final class Range {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        /** False when there is no finite value among them. */
        boolean addAll(double[] values) {
            boolean found = false;
            for (double value : values) {
                if (Double.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                    found = true;
                }
            }
            return found;
        }

        Ticks ticks(int most, boolean whole) {
            return min <= max ? Ticks.around(min, max, most, whole) : Ticks.of(0, 1, most, whole);
        }
    }
}
