package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.keras.losses.Losses;
import org.triceras.keras.metrics.Metrics;
import org.triceras.keras.optimizers.Optimizers;
import org.triceras.keras.saving.Configurable;
import org.triceras.keras.saving.Serialization;

/** compile_config: what a model was compiled with. */
final class CompileConfig {
    private CompileConfig() {}

    /** Null for a model that is not compiled. */
    static Map<String, Object> write(Model model) {
        Compilation compilation = model.compilation();
        if (compilation == null) {
            return null;
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("optimizer", Serialization.serialize(compilation.optimizer()));
        config.put("loss", plain(compilation.options().loss()));
        config.put("loss_weights", plain(compilation.options().lossWeights()));
        config.put("metrics", emptyAsNull(plain(compilation.options().metrics())));
        config.put("weighted_metrics", emptyAsNull(plain(compilation.options().weightedMetrics())));
        config.put("run_eagerly", false);
        config.put("steps_per_execution", 1);
        config.put("jit_compile", false);
        return config;
    }

    private static Object emptyAsNull(Object value) {
        return value instanceof List<?> list && list.isEmpty() ? null : value;
    }

    private static Object plain(Object value) {
        if (value instanceof Configurable object) {
            return Serialization.serialize(object);
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(entry -> plain.add(plain(entry)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, entry) -> plain.put(String.valueOf(key), plain(entry)));
            return plain;
        }
        // A function has no written form.
        return value instanceof String || value instanceof Number ? value : null;
    }

    @SuppressWarnings("unchecked")
    static void apply(Model model, Map<?, ?> config) {
        model.compile(c -> {
            // A config without one, as Keras leaves behind once it has saved the model as .h5, means the default.
            if (config.get("optimizer") != null) {
                c.optimizer(Optimizers.get(config.get("optimizer")));
            }
            Object loss = objects(config.get("loss"), false);
            if (loss instanceof String name) {
                c.loss(name);
            } else if (loss instanceof List<?> list) {
                c.loss(list);
            } else if (loss instanceof Map<?, ?> map) {
                c.loss((Map<String, ?>) map);
            } else if (loss != null) {
                c.loss(Losses.get(loss));
            }
            Object weights = config.get("loss_weights");
            if (weights instanceof List<?> list) {
                c.lossWeights(list.stream()
                        .mapToDouble(w -> ((Number) w).doubleValue())
                        .toArray());
            } else if (weights instanceof Map<?, ?> map) {
                c.lossWeights((Map<String, ? extends Number>) map);
            }
            Object metrics = objects(config.get("metrics"), true);
            if (metrics instanceof Map<?, ?> map) {
                c.metrics((Map<String, ?>) map);
            } else if (metrics instanceof List<?> list) {
                c.metrics(list);
            }
            Object weighted = objects(config.get("weighted_metrics"), true);
            if (weighted instanceof Map<?, ?> map) {
                c.weightedMetrics((Map<String, ?>) map);
            } else if (weighted instanceof List<?> list) {
                c.weightedMetrics(list);
            }
        });
    }

    /** Serialized objects made again; names stay names. */
    @SuppressWarnings("unchecked")
    private static Object objects(Object value, boolean metrics) {
        if (value instanceof Map<?, ?> map && map.get("class_name") instanceof String) {
            if ("function".equals(map.get("class_name"))) {
                return map.get("config");
            }
            return metrics
                    ? Serialization.deserialize("metric", (Map<String, Object>) map, Metrics.known())
                    : Losses.get(map);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((key, entry) -> result.put((String) key, objects(entry, metrics)));
            return result;
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(entry -> result.add(objects(entry, metrics)));
            return result;
        }
        return value;
    }
}
