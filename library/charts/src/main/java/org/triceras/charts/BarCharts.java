package org.triceras.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.triceras.engine.error.ArgumentException;

/** XChart's bar charts in our theme. */
final class BarCharts {
    private BarCharts() {}

    static Chart bars(String title, List<String> names, double[] values, int width, int height) {
        if (names.size() != values.length) {
            throw new ArgumentException(title + ": expected one name per value. Received " + names.size()
                    + " names and " + values.length + " values.");
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .build();
        LineCharts.applyTheme(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setAvailableSpaceFill(0.9);
        chart.addSeries("values", names, Arrays.stream(values).boxed().toList());
        return new Chart(title, width, height, graphics -> chart.paint(graphics, width, height));
    }

    static Chart histogram(String title, double[] values, int bins, int width, int height) {
        if (bins < 1 || values.length == 0) {
            throw new ArgumentException(title + ": expected at least one value and one bin. Received " + values.length
                    + " values, " + bins + " bins.");
        }
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        double step = high > low ? (high - low) / bins : 1;
        double[] counts = new double[bins];
        for (double value : values) {
            counts[Math.min(bins - 1, (int) ((value - low) / step))]++;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            names.add(String.format(Locale.ROOT, "%.3g", low + (i + 0.5) * step));
        }
        return bars(title, names, counts, width, height);
    }
}
