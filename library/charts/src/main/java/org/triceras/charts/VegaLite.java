package org.triceras.charts;

import com.google.gson.GsonBuilder;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Charts as Vega-Lite 5 specifications, which JupyterLab draws by itself: with tool tips, and offline. */
final class VegaLite {
    static final String MIME_TYPE = "application/vnd.vegalite.v5+json";
    private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

    private VegaLite() {}

    static String xy(List<LineCharts.Plot> plots, int columns, int width, int height) {
        List<Object> parts = new ArrayList<>();
        for (LineCharts.Plot plot : plots) {
            parts.add(xy(plot, width - 90, height - 90));
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        if (parts.size() == 1) {
            spec.putAll(map(parts.get(0)));
        } else {
            spec.put("concat", parts);
            spec.put("columns", columns);
        }
        return json(spec);
    }

    private static Map<String, Object> xy(LineCharts.Plot plot, int width, int height) {
        List<Object> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (LineCharts.Curve curve : plot.curves()) {
            names.add(curve.name());
            for (int i = 0; i < curve.x().length; i++) {
                if (Double.isFinite(curve.x()[i]) && Double.isFinite(curve.y()[i])) {
                    rows.add(Map.of("x", curve.x()[i], "y", curve.y()[i], "curve", curve.name()));
                }
            }
        }
        Map<String, Object> xAxis = new LinkedHashMap<>(Map.of("grid", false));
        if (plot.isWholeX()) {
            xAxis.put("tickMinStep", 1);
            xAxis.put("format", "d");
        }
        Map<String, Object> encoding = new LinkedHashMap<>();
        encoding.put("x", field("x", "quantitative", plot.xLabel(), "axis", xAxis));
        encoding.put("y", field("y", "quantitative", plot.yLabel(), "scale", Map.of("zero", false)));
        boolean isNamed = names.size() > 1 || !names.isEmpty() && !names.get(0).isBlank();
        Map<String, Object> color = field("curve", "nominal", "", "scale", Map.of("domain", names, "range", colors()));
        color.put("legend", isNamed ? Map.of("orient", "bottom", "title", "") : null);
        encoding.put("color", color);
        encoding.put("tooltip", List.of(Map.of("field", "curve"), Map.of("field", "x"), Map.of("field", "y")));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("title", plot.title());
        spec.put("width", width);
        spec.put("height", height);
        spec.put("data", Map.of("values", rows));
        spec.put("mark", plot.isLines() ? Map.of("type", "line", "point", rows.size() <= 80) : "point");
        spec.put("encoding", encoding);
        return spec;
    }

    static String bars(
            String title,
            String yLabel,
            List<String> names,
            List<Double> values,
            boolean isDense,
            int width,
            int height) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            rows.add(Map.of("name", names.get(i), "value", values.get(i)));
        }
        Map<String, Object> x = field("name", "ordinal", "", "sort", null);
        x.put("axis", Map.of("labels", !isDense, "ticks", !isDense, "labelAngle", 0, "grid", false));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("title", title);
        spec.put("width", width - 90);
        spec.put("height", height - 90);
        spec.put("data", Map.of("values", rows));
        spec.put("mark", Map.of("type", "bar", "color", Theme.css(Theme.series(0))));
        spec.put(
                "encoding",
                Map.of(
                        "x",
                        x,
                        "y",
                        field("value", "quantitative", yLabel, "axis", Map.of()),
                        "tooltip",
                        List.of(Map.of("field", "name"), Map.of("field", "value"))));
        return json(spec);
    }

    static String heatMap(String rowLabel, String columnLabel, List<Object> rows, int size, List<Color> scale) {
        Map<String, Object> position = new LinkedHashMap<>();
        position.put("x", field(columnLabel, "ordinal", columnLabel, "sort", null));
        position.put("y", field(rowLabel, "ordinal", rowLabel, "sort", null));
        position.put(
                "tooltip",
                List.of(rowLabel, columnLabel, "count").stream()
                        .map(f -> Map.of("field", f))
                        .toList());
        map(position.get("x")).put("axis", Map.of("orient", "top", "labelAngle", 0));
        Map<String, Object> color = field("count", "quantitative", "", "legend", null);
        color.put(
                "scale",
                Map.of("type", "sqrt", "range", scale.stream().map(Theme::css).toList()));
        Map<String, Object> cells = Map.of("mark", Map.of("type", "rect"), "encoding", Map.of("color", color));
        Map<String, Object> numbers = Map.of(
                "mark", Map.of("type", "text", "color", "white"), "encoding", Map.of("text", Map.of("field", "count")));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("width", size);
        spec.put("height", size);
        spec.put("data", Map.of("values", rows));
        spec.put("transform", List.of(Map.of("filter", "datum.count > 0")));
        spec.put("encoding", position);
        spec.put("layer", List.of(cells, numbers));
        return json(spec);
    }

    private static Map<String, Object> field(String name, String type, String title, String option, Object value) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("field", name);
        field.put("type", type);
        field.put("title", title.isBlank() ? null : title);
        field.put(option, value);
        return field;
    }

    private static List<String> colors() {
        return Arrays.stream(Theme.SERIES).map(Theme::css).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object part) {
        return (Map<String, Object>) part;
    }

    private static String json(Map<String, Object> spec) {
        String text = Theme.css(Theme.TEXT);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("$schema", SCHEMA);
        all.put("background", "transparent");
        all.put(
                "config",
                Map.of(
                        "axis",
                        Map.of(
                                "labelColor", text,
                                "titleColor", text,
                                "tickColor", text,
                                "domainColor", text,
                                "gridColor", text,
                                "gridOpacity", 0.25,
                                "labelFontSize", 12,
                                "titleFontSize", 12),
                        "legend",
                        Map.of("labelColor", text, "titleColor", text, "labelFontSize", 12),
                        "title",
                        Map.of("color", text, "fontSize", 14),
                        "view",
                        Map.of("stroke", "transparent")));
        all.putAll(spec);
        return new GsonBuilder().serializeNulls().create().toJson(all);
    }
}
