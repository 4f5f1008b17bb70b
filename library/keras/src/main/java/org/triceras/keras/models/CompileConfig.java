package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.keras.losses.CustomLoss;
import org.triceras.keras.metrics.MeanMetricWrapper;
import org.triceras.keras.metrics.Metric;
import org.triceras.keras.saving.Configurable;
import org.triceras.keras.saving.SavedModel;
import org.triceras.keras.saving.Serialization;

/**
 * Writes compile_config: what a model was compiled with. {@link CompileConfigReader} reads it.
 *
 * <p>Functions have no written form. Metrics that are functions are left out, and with a loss that is one the whole compile_config is:
 * training on the losses that are left would be another training. What was left out is said beside it, under {@link SavedModel#LEFT_OUT}, where
 * Keras's readers do not look.
 */
final class CompileConfig {
    static final String LOSS = "loss";
    static final String OPTIMIZER = "optimizer";

    private final List<String> leftOut = new ArrayList<>();
    private final boolean hasOneOutput;

    private CompileConfig(boolean hasOneOutput) {
        this.hasOneOutput = hasOneOutput;
    }

    /** Adds what a model was compiled with to its map; nothing for a model that is not compiled. */
    static void write(Model model, Map<String, Object> map) {
        Compilation compilation = model.compilation();
        if (compilation == null) {
            return;
        }
        int outputs = compilation.isResolved()
                ? compilation.outputs()
                : model.outputNames().size();
        CompileConfig writer = new CompileConfig(outputs == 1);
        Map<String, Object> config = writer.config(compilation);
        if (!leavesUncompiled(writer.leftOut)) {
            map.put("compile_config", config);
        }
        if (!writer.leftOut.isEmpty()) {
            map.put(SavedModel.LEFT_OUT, writer.leftOut);
        }
    }

    /** Whether what is left out is more than metrics. */
    static boolean leavesUncompiled(List<String> leftOut) {
        return leftOut.stream().anyMatch(what -> what.startsWith(LOSS) || what.equals(OPTIMIZER));
    }

    private Map<String, Object> config(Compilation compilation) {
        CompileOptions options = compilation.options();
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("optimizer", Serialization.serialize(compilation.optimizer()));
        if (namesNoClass(config.get("optimizer"))) {
            leftOut.add(OPTIMIZER);
        }
        config.put("loss", losses(options.loss()));
        config.put("loss_weights", plain(options.lossWeights()));
        config.put("metrics", metrics(options.metrics(), "metric"));
        config.put("weighted_metrics", metrics(options.weightedMetrics(), "weighted metric"));
        config.put("run_eagerly", false);
        config.put("steps_per_execution", 1);
        config.put("jit_compile", false);
        return config;
    }

    private Object losses(Object value) {
        Object plain = plain(value);
        if (holdsFunction(value) && !leftOut.contains(LOSS)) {
            leftOut.add(LOSS);
        }
        return plain;
    }

    private static boolean holdsFunction(Object value) {
        return value instanceof List<?> list
                ? list.stream().anyMatch(CompileConfig::holdsFunction)
                : value instanceof Map<?, ?> map
                        ? map.values().stream().anyMatch(CompileConfig::holdsFunction)
                        : isFunction(value);
    }

    /** Null for none. In a list with an entry for each output null keeps the place of one that is a function. */
    private Object metrics(Object value, String kind) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((output, entry) -> {
                Object metrics = ofOutput(entry, kind);
                if (metrics != null) {
                    plain.put(String.valueOf(output), metrics);
                }
            });
            return plain;
        }
        if (value instanceof List<?> list && !hasOneOutput) {
            List<Object> plain = new ArrayList<>();
            list.forEach(entry -> plain.add(ofOutput(entry, kind)));
            return plain.isEmpty() ? null : plain;
        }
        return ofOutput(value, kind);
    }

    private Object ofOutput(Object value, String kind) {
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            for (Object entry : list) {
                Object metric = ofOutput(entry, kind);
                if (metric != null) {
                    plain.add(metric);
                }
            }
            return plain.isEmpty() ? null : plain;
        }
        if (isFunction(value)) {
            String name = value instanceof Metric metric ? metric.name() : "";
            leftOut.add(name.isEmpty() ? kind : kind + " \"" + name + "\"");
            return null;
        }
        return plain(value);
    }

    /** What has no written form that could be read: lambdas, objects made of them, and those of classes without a name. */
    private static boolean isFunction(Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return false;
        }
        return !(value instanceof Configurable object)
                || value instanceof CustomLoss
                || value.getClass() == MeanMetricWrapper.class
                || namesNoClass(Serialization.serialize(object));
    }

    /** True when a class name anywhere in the config is empty, as that of an anonymous class is. */
    private static boolean namesNoClass(Object config) {
        return config instanceof Map<?, ?> map
                && ("".equals(map.get("class_name")) || map.values().stream().anyMatch(CompileConfig::namesNoClass));
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
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value : null;
    }
}
