package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.triceras.keras.losses.Losses;
import org.triceras.keras.metrics.Metric;
import org.triceras.keras.metrics.Metrics;
import org.triceras.keras.optimizers.Optimizer;
import org.triceras.keras.optimizers.Optimizers;
import org.triceras.keras.saving.CustomObjects;
import org.triceras.keras.saving.SavedModel;

/**
 * Compiles a model as its config says.
 *
 * <p>Functions are not in a config, or only by a name that means nothing here, as in Keras's files. Without metrics that are functions
 * the model is compiled all the same, with a warning. Without a loss it is not, with a warning: it would seem ready to train, and
 * train on other losses than it did, or fail.
 */
final class CompileConfigReader {
    private final List<String> leftOut = new ArrayList<>();

    private CompileConfigReader() {}

    /**
     * Does nothing for a model that was not compiled.
     *
     * @param serialized the model's whole map
     * @param place where it is from, for warnings: empty, or such as "Loading m.keras: "
     * @throws org.triceras.engine.error.TricerasException when there is no class of a name
     */
    static void apply(Model model, Map<String, Object> serialized, String place) {
        new CompileConfigReader().read(model, serialized, place);
    }

    private void read(Model model, Map<String, Object> serialized, String place) {
        if (serialized.get(SavedModel.LEFT_OUT) instanceof List<?> names) {
            names.forEach(name -> leftOut.add(String.valueOf(name)));
        }
        if (serialized.get("compile_config") instanceof Map<?, ?> config && !config.isEmpty()) {
            compile(model, config);
        }
        if (!leftOut.isEmpty()) {
            warn(model, place);
        }
    }

    private void warn(Model model, String place) {
        String what = (place.isEmpty() ? "Model" : place + "model") + " \"" + model.name()
                + "\" was compiled with functions of one's own, which files cannot hold: " + String.join(", ", leftOut)
                + ". ";
        System.getLogger(CompileConfigReader.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        what
                                + (CompileConfig.leavesUncompiled(leftOut)
                                        ? "It is not compiled now, and can predict. Compile it again to train or to evaluate it."
                                        : "It is compiled without them. Compile it again to have them back."));
    }

    private void compile(Model model, Map<?, ?> config) {
        // A config without one, as Keras leaves behind once it has saved the model as .h5, means the default.
        Optimizer optimizer = config.get("optimizer") == null ? null : Optimizers.get(config.get("optimizer"));
        Object loss = losses(config.get("loss"));
        Object metrics = metrics(config.get("metrics"), "metric");
        Object weighted = metrics(config.get("weighted_metrics"), "weighted metric");
        if (CompileConfig.leavesUncompiled(leftOut)) {
            return;
        }
        model.compile(c -> {
            if (optimizer != null) {
                c.optimizer(optimizer);
            }
            setLosses(c, loss, config.get("loss_weights"));
            setMetrics(metrics, c::metrics, c::metrics);
            setMetrics(weighted, c::weightedMetrics, c::weightedMetrics);
        });
    }

    @SuppressWarnings("unchecked")
    private static void setLosses(CompileOptions c, Object loss, Object weights) {
        if (loss instanceof String name) {
            c.loss(name);
        } else if (loss instanceof List<?> list) {
            c.loss(list);
        } else if (loss instanceof Map<?, ?> map) {
            c.loss((Map<String, ?>) map);
        } else if (loss != null) {
            c.loss(Losses.get(loss));
        }
        if (weights instanceof List<?> list) {
            c.lossWeights(
                    list.stream().mapToDouble(w -> ((Number) w).doubleValue()).toArray());
        } else if (weights instanceof Map<?, ?> map) {
            c.lossWeights((Map<String, ? extends Number>) map);
        }
    }

    @SuppressWarnings("unchecked")
    private static void setMetrics(Object metrics, Consumer<List<?>> inOrder, Consumer<Map<String, ?>> byOutput) {
        if (metrics instanceof Map<?, ?> map) {
            byOutput.accept((Map<String, ?>) map);
        } else if (metrics instanceof List<?> list) {
            inOrder.accept(list);
        } else if (metrics != null) {
            inOrder.accept(List.of(metrics));
        }
    }

    /** Reads each entry of lists and maps by output. */
    private static Object each(Object value, UnaryOperator<Object> reader) {
        if (value instanceof Map<?, ?> map && !(map.get("class_name") instanceof String)) {
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((key, entry) -> result.put((String) key, each(entry, reader)));
            return result;
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(entry -> result.add(each(entry, reader)));
            return result;
        }
        return value == null ? null : reader.apply(value);
    }

    private Object losses(Object value) {
        return each(value, entry -> {
            String function = functionName(entry);
            if (function == null) {
                return Losses.get(entry);
            }
            if (!Losses.isKnown(function)) {
                leaveOut(CompileConfig.LOSS, function);
            }
            return function;
        });
    }

    private Object metrics(Object value, String kind) {
        return each(value, entry -> {
            String function = functionName(entry);
            if (function == null) {
                return Metrics.get(entry, null, null);
            }
            if (entry instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config) {
                Metric wrapped = Metrics.ofFunction(function, config);
                if (wrapped == null) {
                    leaveOut(kind, config.get("name") instanceof String name ? name : function);
                }
                return wrapped;
            }
            if (!Metrics.isKnown(function)) {
                leaveOut(kind, function);
                return null;
            }
            return function;
        });
    }

    private void leaveOut(String kind, String name) {
        String what = name.isEmpty() ? kind : kind + " \"" + name + "\"";
        if (!leftOut.contains(what)) {
            leftOut.add(what);
        }
    }

    /** The name of a function that an entry stands for, empty for one without; null for an object of a class. */
    private static String functionName(Object entry) {
        if (entry instanceof String name) {
            return name;
        }
        if (!(entry instanceof Map<?, ?> map) || CustomObjects.find(String.valueOf(map.get("class_name"))) != null) {
            return null;
        }
        return switch (String.valueOf(map.get("class_name"))) {
            case "function" -> String.valueOf(map.get("config"));
            // Wrappers around functions: Keras's, and those that older files of ours have.
            case "MeanMetricWrapper", "LossFunctionWrapper", "CustomLoss" ->
                map.get("config") instanceof Map<?, ?> config ? wrappedName(config.get("fn")) : "";
            case "__lambda__" -> "";
            default -> null;
        };
    }

    private static String wrappedName(Object function) {
        return function instanceof Map<?, ?> map
                ? String.valueOf(map.get("config"))
                : function instanceof String name ? name : "";
    }
}
