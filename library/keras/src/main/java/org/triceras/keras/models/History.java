package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triceras.engine.error.StateException;
import org.triceras.keras.display.ChartProvider;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** What fit did: the value of every metric after each epoch. */
public final class History implements Displayable {
    private final List<Integer> epoch = new ArrayList<>();
    private final Map<String, List<Double>> history = new LinkedHashMap<>();
    /** The epochs in which a metric was computed; for those of validation these may be some only. */
    private final Map<String, List<Integer>> computed = new LinkedHashMap<>();

    void add(int number, Map<String, Double> logs) {
        epoch.add(number);
        logs.forEach((name, value) -> {
            history.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            computed.computeIfAbsent(name, n -> new ArrayList<>()).add(number);
        });
    }

    /** The values with null for the epochs in which a metric was not computed. */
    private Map<String, List<Double>> byEpoch() {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        history.forEach((name, values) -> {
            List<Integer> numbers = computed.getOrDefault(name, epoch);
            List<Double> padded = new ArrayList<>();
            int next = 0;
            for (int number : epoch) {
                boolean isComputed = next < Math.min(numbers.size(), values.size()) && numbers.get(next) == number;
                padded.add(isComputed ? values.get(next++) : null);
            }
            all.put(name, padded);
        });
        return all;
    }

    /** The metrics of the last epoch; empty before the first has ended. */
    Map<String, Double> last() {
        Map<String, Double> logs = new LinkedHashMap<>();
        history.forEach((name, values) -> logs.put(name, values.get(values.size() - 1)));
        return logs;
    }

    /** The epochs' numbers, counted from 0. */
    public List<Integer> epoch() {
        return epoch;
    }

    /** Values by metric name, such as "loss" and "val_loss". */
    public Map<String, List<Double>> history() {
        return history;
    }

    /** The values of one metric. */
    public List<Double> get(String metric) {
        return org.triceras.keras.util.Names.find("metric in this history", metric, history);
    }

    /** Shows the curves of all metrics. */
    public void plot() {
        if (history.isEmpty()) {
            throw new StateException("history.plot: there is nothing to draw, as no epoch has ended.");
        }
        Display.show(ChartProvider.get().history(epoch, byEpoch()));
    }

    /** The curves where they can be shown, and the epochs as text. */
    @Override
    public MimeBundle toMimeBundle() {
        MimeBundle bundle = MimeBundle.text(toString());
        Optional<ChartProvider> charts = ChartProvider.find();
        if (history.isEmpty() || charts.isEmpty() || !Display.sink().isRich()) {
            return bundle;
        }
        MimeBundle drawn = charts.get().history(epoch, byEpoch());
        for (String type : drawn.types()) {
            if (!type.equals(MimeBundle.TEXT)) {
                bundle = bundle.with(type, drawn.get(type));
            }
        }
        return bundle;
    }

    /** One line per epoch. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("History of " + epoch.size() + (epoch.size() == 1 ? " epoch" : " epochs"));
        Map<String, List<Double>> values = byEpoch();
        for (int i = 0; i < epoch.size(); i++) {
            Map<String, Double> logs = new LinkedHashMap<>();
            for (Map.Entry<String, List<Double>> entry : values.entrySet()) {
                if (entry.getValue().get(i) != null) {
                    logs.put(entry.getKey(), entry.getValue().get(i));
                }
            }
            text.append("\n  epoch ").append(epoch.get(i) + 1).append(ProgressBar.metrics(logs));
        }
        return text.toString();
    }
}
