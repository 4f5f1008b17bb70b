package org.triceras.charts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.triceras.keras.callbacks.Callback;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/**
 * Draws loss and metrics while fit runs, in one chart that is updated in place: {@code fit(x, y, f -> f.callbacks(new LiveChart()))}. In a
 * terminal, which cannot show it, the chart is saved when training ends.
 */
public final class LiveChart extends Callback {
    private static final long SHORTEST_PAUSE = 250_000_000L;

    private final Map<String, Points> points = new LinkedHashMap<>();
    private int every;
    private int epoch;
    private String id;
    private long drawn;

    /** A growing curve. */
    private static final class Points {
        final List<Double> x = new ArrayList<>();
        final List<Double> y = new ArrayList<>();

        LineCharts.Curve curve(String name) {
            return new LineCharts.Curve(
                    name,
                    x.stream().mapToDouble(Double::doubleValue).toArray(),
                    y.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** Adds a point within epochs too, after every {@code batches} batches; for epochs that take long. */
    public LiveChart every(int batches) {
        every = Math.max(0, batches);
        return this;
    }

    @Override
    public boolean wantsBatchLogs() {
        return every > 0;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        points.clear();
        id = null;
        if (Display.sink().isRich()) {
            // Its place is above what fit writes about the epochs, not between their lines.
            id = UUID.randomUUID().toString();
            drawn = System.nanoTime() - SHORTEST_PAUSE;
            Display.sink().show(MimeBundle.text("Training history: no epoch has ended yet"), id);
        }
    }

    @Override
    public void onEpochBegin(int number, Map<String, Double> logs) {
        epoch = number;
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        if (every > 0 && (batch + 1) % every == 0 && params().get("steps") instanceof Integer steps) {
            if (batch + 1 < steps) {
                add(epoch + (batch + 1.0) / steps, logs);
                draw(false);
            }
        }
    }

    @Override
    public void onEpochEnd(int number, Map<String, Double> logs) {
        add(number + 1, logs);
        draw(false);
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        draw(true);
    }

    private void add(double x, Map<String, Double> logs) {
        logs.forEach((name, value) -> {
            Points curve = points.computeIfAbsent(name, n -> new Points());
            curve.x.add(x);
            curve.y.add(value);
        });
    }

    /** Drawing takes milliseconds, an epoch of a small model too: so not at every one, but always at the end. */
    private void draw(boolean isLast) {
        if (points.isEmpty() || (!isLast && !Display.sink().isRich())) {
            return;
        }
        long now = System.nanoTime();
        if (!isLast && now - drawn < SHORTEST_PAUSE) {
            return;
        }
        drawn = now;
        Map<String, LineCharts.Curve> curves = new LinkedHashMap<>();
        points.forEach((name, curve) -> curves.put(name, curve.curve(name)));
        Chart chart = TrainingCharts.chart(curves);
        if (!Display.sink().isRich()) {
            chart.show();
            return;
        }
        // Only as SVG: a front end that prefers Vega-Lite would flicker.
        MimeBundle bundle = MimeBundle.text(chart.toString()).with(MimeBundle.SVG, chart.toSvg());
        if (id != null) {
            Display.sink().update(bundle, id);
        }
    }
}
