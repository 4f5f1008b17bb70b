package org.triceras.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.triceras.keras.display.ChartProvider;
import org.triceras.keras.display.MimeBundle;

/** The curves of a training run: one panel per metric, each with its training and validation values. */
public final class TrainingCharts implements ChartProvider {
    private static final int WIDTH = 390;
    private static final int HEIGHT = 280;
    private static final int COLUMNS = 2;
    private static final String VALIDATION = "val_";

    @Override
    public MimeBundle history(List<Integer> epochs, Map<String, List<Double>> values) {
        return chart(epochs, values).toMimeBundle();
    }

    static Chart chart(List<Integer> epochs, Map<String, List<Double>> values) {
        Map<String, LineCharts.Curve> curves = new LinkedHashMap<>();
        values.forEach((name, numbers) -> {
            // Of fewer values than epochs nobody knows where they belong; they are taken for the last ones.
            int shift = Math.max(0, epochs.size() - numbers.size());
            // Validation may have run in some epochs only; its curve goes from one of them to the next.
            int[] there = IntStream.range(0, numbers.size())
                    .filter(i -> numbers.get(i) != null)
                    .toArray();
            double[] x = Arrays.stream(there)
                    .mapToDouble(i -> epochs.get(i + shift) + 1)
                    .toArray();
            double[] y = Arrays.stream(there).mapToDouble(numbers::get).toArray();
            curves.put(name, new LineCharts.Curve(name, x, y));
        });
        return chart(curves);
    }

    /**
     * Panels in pairs, the loss first, each with the curves of training and validation.
     *
     * @param curves over epochs counted from 1, by metric name; those of validation begin with "val_"
     */
    static Chart chart(Map<String, LineCharts.Curve> curves) {
        Map<String, List<LineCharts.Curve>> panels = new LinkedHashMap<>();
        panels.put("loss", new ArrayList<>());
        curves.forEach((name, curve) -> {
            boolean isValidation = name.startsWith(VALIDATION);
            String metric = isValidation ? name.substring(VALIDATION.length()) : name;
            List<LineCharts.Curve> panel = panels.computeIfAbsent(metric, m -> new ArrayList<>());
            String label = isValidation ? "validation" : "training";
            panel.add(isValidation ? panel.size() : 0, new LineCharts.Curve(label, curve.x(), curve.y()));
        });
        List<LineCharts.Plot> plots = new ArrayList<>();
        panels.forEach((metric, lines) -> {
            if (!lines.isEmpty()) {
                plots.add(new LineCharts.Plot(metric.replace('_', ' '), "epoch", "", true, true, lines));
            }
        });
        return LineCharts.grid("Training history", plots, COLUMNS, WIDTH, HEIGHT);
    }
}
