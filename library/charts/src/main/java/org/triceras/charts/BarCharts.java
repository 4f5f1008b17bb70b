package org.triceras.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.triceras.engine.error.ArgumentException;

/** Bar charts and histograms. */
final class BarCharts {
    private BarCharts() {}

    static Chart bars(String title, List<String> names, double[] values, int width, int height) {
        if (names.size() != values.length || values.length == 0) {
            throw new ArgumentException(title + ": expected at least one value and one name per value. Received "
                    + names.size() + " names and " + values.length + " values.");
        }
        List<Double> centres = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            centres.add((i + 0.5) / values.length);
        }
        return chart(
                title,
                "",
                values,
                0.8,
                new Panel.Marks(centres, names, true),
                width,
                height,
                () -> VegaLite.bars(title, names, finite(values), width, height));
    }

    /** Infinite values and NaN are left out. */
    static Chart histogram(String title, double[] all, int bins, int width, int height) {
        double[] values = Arrays.stream(all).filter(Double::isFinite).toArray();
        if (bins < 1 || values.length == 0) {
            throw new ArgumentException(title + ": expected at least one finite value and one bin. Received "
                    + values.length + " values, " + bins + " bins.");
        }
        double min = Arrays.stream(values).min().orElseThrow();
        double max = Arrays.stream(values).max().orElseThrow();
        double low = max > min ? min : min - 0.5;
        double high = max > min ? max : max + 0.5;
        double[] counts = new double[bins];
        for (double value : values) {
            counts[Math.min(bins - 1, (int) ((value - low) / (high - low) * bins))]++;
        }
        Ticks x = Ticks.of(low, high, Panel.ticksFor(width - 60), false);
        return chart(
                title,
                "count",
                counts,
                0.96,
                Panel.Marks.of(x),
                width,
                height,
                () -> VegaLite.histogram(title, low, high, counts, x.values(), width, height));
    }

    private static List<Double> finite(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? value : 0)
                .boxed()
                .toList();
    }

    private static Chart chart(
            String title,
            String yLabel,
            double[] values,
            double fill,
            Panel.Marks x,
            int width,
            int height,
            Supplier<String> vegaLite) {
        double min =
                Math.min(0, Arrays.stream(values).filter(Double::isFinite).min().orElse(0));
        double max =
                Math.max(0, Arrays.stream(values).filter(Double::isFinite).max().orElse(1));
        double range = max > min ? max - min : 1;
        Ticks y = Ticks.of(min < 0 ? min - range * 0.05 : 0, max + range * 0.05, height / 50, false);
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            positions.add(i);
        }
        return new Chart(
                title,
                width,
                height,
                graphics -> {
                    CategoryChart chart = new CategoryChartBuilder()
                            .width(width)
                            .height(height)
                            .build();
                    chart.getStyler().setAvailableSpaceFill(fill);
                    chart.addSeries("values", positions, finite(values)).setFillColor(Theme.series(0));
                    chart.getStyler().setYAxisMin(y.low());
                    chart.getStyler().setYAxisMax(y.high());
                    new Panel(chart, title, "", yLabel, Map.of(), false, x, Panel.Marks.of(y))
                            .paint(graphics, width, height);
                },
                vegaLite);
    }
}
