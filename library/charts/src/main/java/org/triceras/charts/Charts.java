package org.triceras.charts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.models.Model;
import tech.tablesaw.api.Table;

/** Charts in one line. Each is shown when it is the last value of a cell, and saved with {@link Chart#save}. */
public final class Charts {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;

    private Charts() {}

    /** Pictures (count, height, width) or (count, height, width, channels) in rows. */
    public static Chart imageGrid(Tensor images) {
        return ImageGrids.of(images, null);
    }

    /** Pictures with captions. */
    public static Chart imageGrid(Tensor images, List<String> captions) {
        return ImageGrids.of(images, captions);
    }

    /** Pictures with their labels, a vector of numbers. */
    public static Chart imageGrid(Tensor images, Tensor labels) {
        List<String> captions = new ArrayList<>();
        for (double label : labels.toDoubleArray()) {
            captions.add(
                    label == Math.rint(label)
                            ? String.valueOf((long) label)
                            : String.format(Locale.ROOT, "%.3f", label));
        }
        return ImageGrids.of(images, captions);
    }

    /** How often each class was taken for which. */
    public static ConfusionMatrix confusionMatrix(Tensor yTrue, Tensor yPred) {
        return ConfusionMatrix.of(yTrue, yPred);
    }

    /** A matrix (rows, columns) as colours, with the numbers where they have room. */
    public static Chart heatMap(String title, Tensor matrix) {
        return ValueMap.of(title, matrix, null, null);
    }

    /** As {@link #heatMap(String, Tensor)}, with names for rows and columns. */
    public static Chart heatMap(String title, Tensor matrix, List<String> rows, List<String> columns) {
        return ValueMap.of(title, matrix, rows, columns);
    }

    /** A curve through points. */
    public static Chart lineChart(String title, Tensor x, Tensor y) {
        return xy(title, true, x, y);
    }

    /** Several curves over the same x values, by name: in the map's order if it has one, else by name. */
    public static Chart lineChart(String title, Tensor x, Map<String, Tensor> curves) {
        // Map.of has another order in each JVM, and colours go by order.
        boolean isOrdered = curves instanceof LinkedHashMap || curves instanceof SortedMap;
        List<LineCharts.Curve> lines = new ArrayList<>();
        (isOrdered ? curves : new TreeMap<>(curves))
                .forEach((name, y) -> lines.add(new LineCharts.Curve(name, x.toDoubleArray(), y.toDoubleArray())));
        return xy(title, true, lines);
    }

    /** A chart of loss and metrics that grows while fit runs; pass it as a callback. */
    public static LiveChart liveChart() {
        return new LiveChart();
    }

    /** Points. */
    public static Chart scatterChart(String title, Tensor x, Tensor y) {
        return xy(title, false, x, y);
    }

    /** A point per row of a table, in one colour per category; rows with a missing value are left out. */
    public static Chart scatterChart(String title, Table table, String x, String y, String category) {
        Map<String, LineCharts.Curve> groups = TableCharts.groups(table, x, y, category);
        LineCharts.Plot plot = new LineCharts.Plot(title, x, y, false, false, List.copyOf(groups.values()));
        return LineCharts.grid(title, List.of(plot), 1, WIDTH, HEIGHT);
    }

    /** A model's layers as boxes, with arrows from each to those that read it. */
    public static Chart plotModel(Model model) {
        return plotModel(model, p -> {});
    }

    /** As {@link #plotModel(Model)}, saying more or less: {@code p -> p.showDtype(true).rankdir("LR")}. */
    public static Chart plotModel(Model model, Consumer<PlotOptions> options) {
        return ModelPlot.of(model, options);
    }

    /** A chart made with XChart itself, in the colours that its author gave it. */
    public static Chart of(org.knowm.xchart.internal.chartpart.Chart<?, ?> chart) {
        String title = chart.getTitle() == null || chart.getTitle().isBlank() ? "Chart" : chart.getTitle();
        int width = chart.getWidth();
        int height = chart.getHeight();
        return new Chart(title, width, height, graphics -> chart.paint(graphics, width, height));
    }

    private static Chart xy(String title, boolean lines, Tensor x, Tensor y) {
        if (x.size() != y.size()) {
            throw new ShapeException(
                    title + ": expected as many x as y values. Received " + x.shape() + " and " + y.shape() + ".");
        }
        return xy(title, lines, List.of(new LineCharts.Curve("", x.toDoubleArray(), y.toDoubleArray())));
    }

    private static Chart xy(String title, boolean lines, List<LineCharts.Curve> curves) {
        LineCharts.Plot plot = new LineCharts.Plot(title, "", "", lines, false, curves);
        return LineCharts.grid(title, List.of(plot), 1, WIDTH, HEIGHT);
    }

    /** How values spread, in bins of equal width. */
    public static Chart histogram(String title, Tensor values, int bins) {
        return BarCharts.histogram(title, values.toDoubleArray(), bins, WIDTH, HEIGHT);
    }

    /** One bar per name. */
    public static Chart barChart(String title, List<String> names, Tensor values) {
        return BarCharts.bars(title, names, values.toDoubleArray(), WIDTH, HEIGHT);
    }
}
