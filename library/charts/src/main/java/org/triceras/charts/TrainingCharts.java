package org.triceras.charts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.keras.display.ChartProvider;
import org.triceras.keras.display.MimeBundle;

/** The curves of a training run: one panel per metric, each with its training and validation values. */
public final class TrainingCharts implements ChartProvider {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 300;
    private static final int COLUMNS = 2;
    private static final String VALIDATION = "val_";

    @Override
    public MimeBundle history(List<Integer> epochs, Map<String, List<Double>> values) {
        return chart(epochs, values).toMimeBundle();
    }

    /**
     * Panels in pairs, the loss first.
     *
     * @param epochs counted from 0; shown from 1 on
     * @param values by metric name; those of validation begin with "val_"
     */
    static Chart chart(List<Integer> epochs, Map<String, List<Double>> values) {
        Map<String, List<LineCharts.Curve>> panels = new LinkedHashMap<>();
        panels.put("loss", new ArrayList<>());
        values.forEach((name, numbers) -> {
            boolean validation = name.startsWith(VALIDATION);
            String metric = validation ? name.substring(VALIDATION.length()) : name;
            LineCharts.Curve curve = curve(validation ? "validation" : "training", epochs, numbers);
            List<LineCharts.Curve> panel = panels.computeIfAbsent(metric, m -> new ArrayList<>());
            panel.add(validation ? panel.size() : 0, curve);
        });
        List<LineCharts.Plot> plots = new ArrayList<>();
        panels.forEach((metric, curves) -> {
            if (!curves.isEmpty()) {
                plots.add(new LineCharts.Plot(metric.replace('_', ' '), "epoch", "", true, true, curves));
            }
        });
        return LineCharts.grid("Training history", plots, COLUMNS, WIDTH, HEIGHT);
    }

    /** Validation may have run in some epochs only; then its values belong to the last ones. */
    private static LineCharts.Curve curve(String name, List<Integer> epochs, List<Double> values) {
        int shift = epochs.size() - values.size();
        double[] x = new double[values.size()];
        double[] y = new double[values.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = epochs.get(i + Math.max(0, shift)) + 1;
            y[i] = values.get(i);
        }
        return new LineCharts.Curve(name, x, y);
    }
}
