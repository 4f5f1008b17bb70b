package org.triceras.charts;

import com.google.gson.Gson;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Charts as Vega-Lite 5 specifications, which JupyterLab draws by itself: with tool tips, and offline. No value is null, as JSON writers on the
 * way to the notebook may drop nulls.
 */
final class VegaLite {
    static final String MIME_TYPE = "application/vnd.vegalite.v5+json";
    private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";
    private static final int FRAME = 90;
    private static final int MOST_MARKS = 10;
    private static final int POINTS_UP_TO = 80;
    /** What a legend's entry takes beside its name, and the width from which on Vega shortens a name. */
    private static final int LEGEND_KEY = 30;

    private static final int LEGEND_NAME = 160;

    private VegaLite() {}

    static String xy(List<LineCharts.Plot> plots, int columns, int width, int height) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (LineCharts.Plot plot : plots) {
            parts.add(xy(plot, width - FRAME, height - FRAME));
        }
        boolean isNamed = plots.stream().anyMatch(plot -> plot.curves().size() > 1);
        return parts.size() == 1
                ? json(isNamed, parts.get(0))
                : json(isNamed, fields("concat", parts, "columns", columns));
    }

    private static Map<String, Object> xy(LineCharts.Plot plot, int width, int height) {
        List<Object> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean goesBack = plot.isLines() && plot.curves().stream().anyMatch(VegaLite::goesBack);
        for (LineCharts.Curve curve : plot.curves()) {
            names.add(curve.name());
            for (int i = 0; i < curve.x().length; i++) {
                boolean isPoint = Double.isFinite(curve.y()[i]);
                // A point without y breaks a line, where one that is left out would be bridged.
                if (Double.isFinite(curve.x()[i]) && (isPoint || plot.isLines())) {
                    Map<String, Object> row = fields("x", curve.x()[i], "curve", curve.name());
                    if (isPoint) {
                        row.put("y", curve.y()[i]);
                    }
                    if (goesBack) {
                        row.put("order", i);
                    }
                    rows.add(row);
                }
            }
        }
        Map<String, Object> x = field("x", "quantitative", plot.xLabel());
        x.put("scale", fields("zero", false));
        Map<String, Object> axis = fields("grid", false);
        if (plot.isWholeX() && !rows.isEmpty()) {
            // Vega's own tickMinStep still marks halves between two epochs, and calls them 2.
            axis.put("values", wholeMarks(plot));
            axis.put("format", "d");
        }
        x.put("axis", axis);
        Map<String, Object> y = field("y", "quantitative", plot.yLabel());
        y.put("scale", fields("zero", false));
        Map<String, Object> color = field("curve", "nominal", "");
        List<String> colors = Arrays.stream(Theme.SERIES).map(Theme::css).toList();
        color.put("scale", fields("domain", names, "range", colors));
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        int fitting = Math.max(1, width / (LEGEND_KEY + Math.min(LEGEND_NAME, 7 * longest)));
        if (names.size() > fitting) {
            // Vega's own legend is one row, which makes the chart as wide as all names, and ends after 30.
            color.put("legend", fields("columns", fitting, "symbolLimit", 0));
        }
        Map<String, Object> encoding = fields("x", x, "y", y, "color", color, "tooltip", tips("curve", "x", "y"));
        if (goesBack) {
            // Without this a line goes from left to right whatever the order of its points.
            encoding.put("order", fields("field", "order", "type", "quantitative"));
        }
        return fields(
                "title",
                plot.title(),
                "width",
                width,
                "height",
                height,
                "data",
                fields("values", rows),
                "mark",
                plot.isLines()
                        ? fields("type", "line", "point", rows.size() <= POINTS_UP_TO)
                        : fields("type", "point", "filled", true),
                "encoding",
                encoding);
    }

    private static boolean goesBack(LineCharts.Curve curve) {
        for (int i = 1; i < curve.x().length; i++) {
            if (curve.x()[i] < curve.x()[i - 1]) {
                return true;
            }
        }
        return false;
    }

    private static List<Double> wholeMarks(LineCharts.Plot plot) {
        double[] all = plot.curves().stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.x()))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(1);
        return Ticks.of(low, high, MOST_MARKS, true).values();
    }

    static String bars(String title, List<String> names, List<Double> values, int width, int height) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            rows.add(fields("name", names.get(i), "value", values.get(i)));
        }
        Map<String, Object> x = field("name", "ordinal", "");
        x.put("sort", names);
        x.put("axis", fields("labelAngle", 0, "grid", false));
        Map<String, Object> y = field("value", "quantitative", "");
        return bars(title, rows, fields("x", x, "y", y, "tooltip", tips("name", "value")), width, height);
    }

    static String histogram(
            String title, double low, double high, double[] counts, List<Double> marks, int width, int height) {
        double step = (high - low) / counts.length;
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            rows.add(fields("from", low + i * step, "to", low + (i + 1) * step, "count", counts[i]));
        }
        Map<String, Object> x = field("from", "quantitative", "");
        x.put("bin", fields("binned", true, "step", step));
        x.put("axis", fields("grid", false, "values", marks, "format", "~g"));
        Map<String, Object> encoding = fields("x", x, "x2", fields("field", "to"));
        encoding.put("y", field("count", "quantitative", "count"));
        encoding.put("tooltip", tips("from", "to", "count"));
        return bars(title, rows, encoding, width, height);
    }

    private static String bars(String title, List<Object> rows, Map<String, Object> encoding, int width, int height) {
        return json(
                false,
                fields(
                        "title",
                        title,
                        "width",
                        width - FRAME,
                        "height",
                        height - FRAME,
                        "data",
                        fields("values", rows),
                        "mark",
                        fields("type", "bar", "color", Theme.css(Theme.series(0))),
                        "encoding",
                        encoding));
    }

    /** @param colors one for each cell, as CSS */
    static String heatMap(
            String rowLabel, String columnLabel, List<String> names, int[][] counts, String[][] colors, int size) {
        List<Object> rows = new ArrayList<>();
        List<String> distinct =
                Arrays.stream(colors).flatMap(Arrays::stream).distinct().toList();
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                if (counts[row][column] > 0) {
                    rows.add(fields(
                            rowLabel,
                            names.get(row),
                            columnLabel,
                            names.get(column),
                            "count",
                            counts[row][column],
                            "color",
                            colors[row][column]));
                }
            }
        }
        Map<String, Object> x = field(columnLabel, "ordinal", columnLabel);
        x.put("sort", names);
        x.put("scale", fields("domain", names));
        x.put("axis", fields("orient", "top", "labelAngle", 0));
        Map<String, Object> y = field(rowLabel, "ordinal", rowLabel);
        y.put("sort", names);
        y.put("scale", fields("domain", names));
        Map<String, Object> color = field("color", "nominal", "");
        color.put("scale", fields("domain", distinct, "range", distinct));
        return json(
                false,
                fields(
                        "width", size,
                        "height", size,
                        "data", fields("values", rows),
                        "encoding", fields("x", x, "y", y, "tooltip", tips(rowLabel, columnLabel, "count")),
                        "layer",
                                List.of(
                                        fields("mark", fields("type", "rect"), "encoding", fields("color", color)),
                                        fields(
                                                "mark", fields("type", "text", "color", Theme.css(Color.WHITE)),
                                                "encoding", fields("text", fields("field", "count"))))));
    }

    /**
     * @param colors of the least, of no, and of the greatest value
     * @param numbers what stands in the cells, or null
     */
    static String valueMap(
            String title,
            List<String> rows,
            List<String> columns,
            double[][] values,
            double most,
            List<String> colors,
            int cell,
            int high,
            String[][] numbers) {
        List<Object> cells = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                if (Double.isFinite(values[r][c])) {
                    Map<String, Object> each = fields("row", rows.get(r), "column", columns.get(c));
                    each.put("value", values[r][c]);
                    if (numbers != null) {
                        each.put("text", numbers[r][c]);
                    }
                    cells.add(each);
                }
            }
        }
        Map<String, Object> x = field("column", "ordinal", "");
        x.put("sort", columns);
        x.put("axis", fields("orient", "top", "labelAngle", 0, "labelOverlap", true));
        Map<String, Object> y = field("row", "ordinal", "");
        y.put("sort", rows);
        y.put("axis", fields("labelOverlap", true));
        Map<String, Object> color = field("value", "quantitative", "");
        double end = most > 0 ? most : 1;
        color.put("scale", fields("domain", List.of(-end, 0, end), "range", colors));
        Map<String, Object> mark = fields("mark", fields("type", "rect"), "encoding", fields("color", color));
        Map<String, Object> label = fields(
                "mark", fields("type", "text", "color", Theme.css(Color.WHITE)),
                "encoding", fields("text", fields("field", "text")));
        Map<String, Object> encoding = fields("x", x, "y", y, "tooltip", tips("row", "column", "value"));
        Map<String, Object> spec = fields("title", title, "width", cell * columns.size(), "height", high * rows.size());
        spec.put("data", fields("values", cells));
        spec.put("encoding", encoding);
        spec.put("layer", numbers == null ? List.of(mark) : List.of(mark, label));
        return json(false, spec);
    }

    private static List<Object> tips(String... names) {
        List<Object> tips = new ArrayList<>();
        for (String name : names) {
            tips.add(fields("field", name));
        }
        return tips;
    }

    private static Map<String, Object> field(String name, String type, String title) {
        return fields("field", name, "type", type, "title", title);
    }

    /** A JSON object of names and values in turn. */
    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static String json(boolean hasLegend, Map<String, Object> spec) {
        String text = Theme.css(Theme.TEXT);
        Map<String, Object> axis = fields(
                "labelColor", text, "titleColor", text, "tickColor", text, "domainColor", text, "gridColor", text);
        axis.putAll(fields("gridOpacity", 0.25, "labelFontSize", 12, "titleFontSize", 12, "titleFontWeight", "normal"));
        Map<String, Object> legend = fields("labelColor", text, "labelFontSize", 12, "orient", "bottom");
        legend.put("disable", !hasLegend);
        Map<String, Object> all = fields("$schema", SCHEMA, "background", "transparent");
        all.put(
                "config",
                fields(
                        "axis",
                        axis,
                        "legend",
                        legend,
                        "title",
                        fields("color", text, "fontSize", 14),
                        "view",
                        fields("stroke", "transparent")));
        all.putAll(spec);
        return new Gson().toJson(all);
    }
}
