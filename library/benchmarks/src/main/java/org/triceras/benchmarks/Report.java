package org.triceras.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.triceras.charts.Chart;

/** What was measured, in order: our figures as "jvm", those of others by the name of their backend. */
final class Report {
    /** Ours, under the name of the backend. */
    static final String OURS = "jvm";

    /**
     * A measured quantity.
     *
     * @param workload what ran, such as mlp
     * @param quantity what of it, such as fit
     */
    record Key(String workload, String quantity, String unit) {
        /** Times and memory are better when small, rates when large. */
        boolean smallIsGood() {
            return !unit.endsWith("/s");
        }
    }

    private final Map<Key, Map<String, Double>> values = new LinkedHashMap<>();
    private final Map<String, Chart> plots = new LinkedHashMap<>();

    void add(String workload, String backend, String quantity, double value, String unit) {
        values.computeIfAbsent(new Key(workload, quantity, unit), k -> new LinkedHashMap<>())
                .put(backend, value);
        System.out.println(workload + "." + backend + "." + quantity + " " + number(value) + " " + unit);
    }

    void plot(String name, Chart chart) {
        plots.put(name, chart);
    }

    Map<String, Chart> plots() {
        return plots;
    }

    Map<Key, Map<String, Double>> values() {
        return values;
    }

    /** How many times better ours is than the best of the others; 0 if there are no others. */
    static double ratio(Key key, Map<String, Double> byBackend) {
        double best = 0;
        for (Map.Entry<String, Double> other : byBackend.entrySet()) {
            if (!other.getKey().equals(OURS)) {
                double ratio = byBackend.getOrDefault(OURS, Double.NaN) / other.getValue();
                ratio = key.smallIsGood() ? 1 / ratio : ratio;
                best = best == 0 ? ratio : Math.min(best, ratio);
            }
        }
        return best;
    }

    void printRatios() {
        List<String> lines = new ArrayList<>();
        values.forEach((key, byBackend) -> {
            double ratio = ratio(key, byBackend);
            if (ratio > 0) {
                lines.add(String.format(
                        Locale.ROOT, "%s.%s %.2f times the best of the others", key.workload, key.quantity, ratio));
            }
        });
        lines.forEach(System.out::println);
    }

    static String number(double value) {
        return value >= 100 ? String.valueOf(Math.round(value)) : String.format(Locale.ROOT, "%.3g", value);
    }
}
