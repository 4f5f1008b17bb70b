package org.triceras.keras.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;

/** Metrics by name. */
public final class Metrics {
    private Metrics() {}

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, Metric>> known() {
        Map<String, Function<Map<String, Object>, Metric>> known = new LinkedHashMap<>();
        known.put("Mean", c -> new Mean(c.get("name") instanceof String name ? name : "mean"));
        return known;
    }

    /**
     * From a name, a {@link Metric}, a function or a serialized map. "accuracy" becomes the accuracy that fits the shapes.
     *
     * @param yTrue the shape of the targets
     * @param yPred the shape of the predictions
     */
    @SuppressWarnings("unchecked")
    public static Metric get(Object identifier, Shape yTrue, Shape yPred) {
        if (identifier instanceof Metric metric) {
            return metric;
        }
        if (identifier instanceof MetricFunction function) {
            return new MeanMetricWrapper("metric", function);
        }
        if (identifier instanceof Map<?, ?> map) {
            return Serialization.deserialize("metric", (Map<String, Object>) map, known());
        }
        if (identifier instanceof String name) {
            Map<String, Function<Map<String, Object>, Metric>> byAnyName = new LinkedHashMap<>(known());
            known().forEach((className, factory) -> byAnyName.put(Names.snakeCase(className), factory));
            return Names.find("metric", name, byAnyName).apply(Map.of());
        }
        throw new ArgumentException("metric: expected a name, a Metric, a function (yTrue, yPred) -> value or a config."
                + " Received " + identifier + ".");
    }
}
