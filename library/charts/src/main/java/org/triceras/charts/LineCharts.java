package org.triceras.charts;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** XChart's line and scatter charts in our theme. */
final class LineCharts {
    private LineCharts() {}

    /** A named curve. */
    record Curve(String name, double[] x, double[] y) {}

    static XYChart chart(
            String title,
            String xLabel,
            String yLabel,
            boolean lines,
            boolean wholeX,
            List<Curve> curves,
            int width,
            int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .build();
        XYStyler style = chart.getStyler();
        applyTheme(style);
        style.setDefaultSeriesRenderStyle(
                lines ? XYSeries.XYSeriesRenderStyle.Line : XYSeries.XYSeriesRenderStyle.Scatter);
        style.setMarkerSize(lines ? 5 : 6);
        if (wholeX) {
            style.setXAxisTickLabelsFormattingFunction(
                    x -> Math.abs(x - Math.rint(x)) < 1e-6 ? String.valueOf(Math.round(x)) : "");
            style.setXAxisMaxLabelCount(12);
        }
        int i = 0;
        for (Curve curve : curves) {
            XYSeries series = chart.addSeries(curve.name(), curve.x(), curve.y());
            series.setLineColor(Theme.SERIES[i % Theme.SERIES.length]);
            series.setMarkerColor(Theme.SERIES[i % Theme.SERIES.length]);
            series.setMarker(!lines || curve.x().length < 40 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            i++;
        }
        style.setLegendVisible(curves.size() > 1 || !curves.get(0).name().isBlank());
        return chart;
    }

    static void applyTheme(org.knowm.xchart.style.AxesChartStyler style) {
        style.setChartBackgroundColor(Theme.CLEAR);
        style.setPlotBackgroundColor(Theme.CLEAR);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(Theme.GRID);
        style.setChartFontColor(Theme.TEXT);
        style.setChartTitleFont(Theme.TITLE);
        style.setChartTitleBoxVisible(false);
        style.setAxisTickLabelsColor(Theme.TEXT);
        style.setAxisTickMarksColor(Theme.GRID);
        style.setAxisTickLabelsFont(Theme.FONT);
        style.setAxisTitleFont(Theme.FONT);
        style.setXAxisTitleColor(Theme.TEXT);
        style.setYAxisTitleColor(Theme.TEXT);
        style.setLegendBackgroundColor(Theme.CLEAR);
        style.setLegendBorderColor(Theme.CLEAR);
        style.setLegendFont(Theme.FONT);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setSeriesColors(Theme.SERIES);
    }

    /** Several charts side by side. */
    static Chart row(String title, List<XYChart> charts, int width, int height) {
        List<XYChart> all = new ArrayList<>(charts);
        return new Chart(title, width * all.size(), height, graphics -> {
            for (int i = 0; i < all.size(); i++) {
                Graphics2D part = (Graphics2D) graphics.create(i * width, 0, width, height);
                all.get(i).paint(part, width, height);
                part.dispose();
            }
        });
    }
}
