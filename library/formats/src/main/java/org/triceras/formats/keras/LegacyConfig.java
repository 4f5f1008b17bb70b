package org.triceras.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.triceras.keras.operations.Operation;
import org.triceras.keras.saving.CustomObjects;
import org.triceras.keras.saving.SavedModel;

/**
 * Between Keras 3's config form, in which every object names its module, and the legacy one of {@code .h5} files, in which layers,
 * losses, metrics and the optimizer are only class_name and config.
 */
final class LegacyConfig {
    private static final Set<String> MODELS = Set.of("Sequential", "Functional");

    /** Keras 3.15 writes these short names into training_config but cannot read them from there; it can read the long ones. */
    private static final Map<String, String> LONG_NAMES = Map.of(
            "mse", "mean_squared_error",
            "mae", "mean_absolute_error",
            "mape", "mean_absolute_percentage_error",
            "msle", "mean_squared_logarithmic_error",
            "kld", "kl_divergence",
            "bce", "binary_crossentropy");

    /** Exported names of layers whose Python class, which the legacy form names, is called otherwise. */
    private static final Map<String, String> PYTHON_NAMES = Map.of("GroupQueryAttention", "GroupedQueryAttention");

    private LegacyConfig() {}

    /** The attribute model_config. */
    static Map<String, Object> model(Map<String, Object> config) {
        Map<String, Object> model = layer(config);
        // Without a graph it says what to build; Keras reads it here, too.
        if (config.get("build_config") != null
                && !(config.get("config") instanceof Map<?, ?> c && c.containsKey("layers"))) {
            model.put("build_config", config.get("build_config"));
        }
        // Not in training_config, whose keys Keras takes as arguments.
        if (config.containsKey(SavedModel.LEFT_OUT)) {
            model.put(SavedModel.LEFT_OUT, config.get(SavedModel.LEFT_OUT));
        }
        return model;
    }

    /** The attribute training_config, or null for a model that is not compiled. */
    static Map<String, Object> training(Map<String, Object> config) {
        if (!(config.get("compile_config") instanceof Map<?, ?> compile)
                || !(compile.get("optimizer") instanceof Map<?, ?> optimizer)) {
            return null;
        }
        Map<String, Object> training = new LinkedHashMap<>();
        compile.forEach((key, value) -> {
            if (!key.equals("optimizer")) {
                training.put((String) key, key.equals("loss") ? longNames(shortened(value)) : shortened(value));
            }
        });
        // Keras's reader asks for these by name.
        training.putIfAbsent("loss", null);
        training.putIfAbsent("loss_weights", null);
        training.putIfAbsent("metrics", null);
        training.putIfAbsent("weighted_metrics", null);
        training.put("optimizer_config", object(optimizer));
        return training;
    }

    private static Object longNames(Object loss) {
        if (loss instanceof String name) {
            return LONG_NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
        } else if (loss instanceof List<?> list) {
            return list.stream().collect(ArrayList::new, (all, item) -> all.add(longNames(item)), ArrayList::addAll);
        } else if (loss instanceof Map<?, ?> map && !map.containsKey("class_name")) {
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((output, inner) -> result.put((String) output, longNames(inner)));
            return result;
        }
        return loss;
    }

    /** Layers within layers' configs, such as those of wrappers, keep the full form, as Keras writes them. */
    private static Map<String, Object> layer(Map<?, ?> full) {
        Map<String, Object> result = object(full);
        result.computeIfPresent(
                "class_name", (key, name) -> PYTHON_NAMES.getOrDefault(String.valueOf(name), String.valueOf(name)));
        for (String key : List.of("shared_object_id", "name", "inbound_nodes")) {
            if (full.containsKey(key)) {
                result.put(key, full.get(key));
            }
        }
        if (full.get("config") instanceof Map<?, ?> config && config.get("layers") instanceof List<?> layers) {
            Map<String, Object> inner = copy(config);
            List<Object> shorter = new ArrayList<>();
            for (Object layer : layers) {
                shorter.add(layer instanceof Map<?, ?> map ? layer(map) : layer);
            }
            inner.put("layers", shorter);
            result.put("config", inner);
        }
        return result;
    }

    private static Map<String, Object> object(Map<?, ?> full) {
        Map<String, Object> result = new LinkedHashMap<>();
        Object registered = full.get("registered_name");
        result.put("class_name", registered == null ? full.get("class_name") : registered);
        result.put("config", full.get("config"));
        return result;
    }

    private static Object shortened(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().collect(ArrayList::new, (all, item) -> all.add(shortened(item)), ArrayList::addAll);
        } else if (value instanceof Map<?, ?> map) {
            if (map.containsKey("class_name") && map.containsKey("config")) {
                return object(map);
            }
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((key, inner) -> result.put((String) key, shortened(inner)));
            return result;
        }
        return value;
    }

    /** The full form of a legacy file's two attributes. */
    static Map<String, Object> full(Map<String, Object> model, Map<String, Object> training) {
        Map<String, Object> result = fullLayer(Keras2Config.upgrade(model));
        Map<String, Object> compile = null;
        if (training != null) {
            compile = new LinkedHashMap<>();
            compile.put("optimizer", lengthened(training.get("optimizer_config"), "keras.optimizers"));
            for (Map.Entry<String, Object> entry : training.entrySet()) {
                String key = entry.getKey();
                if (!key.equals("optimizer_config")) {
                    compile.put(
                            key, lengthened(entry.getValue(), key.equals("loss") ? "keras.losses" : "keras.metrics"));
                }
            }
        }
        result.put("compile_config", compile);
        return result;
    }

    private static Map<String, Object> fullLayer(Map<?, ?> layer) {
        Object className = layer.get("class_name");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("module", moduleOf(className, layer));
        result.putAll(copy(layer));
        PYTHON_NAMES.forEach((exported, python) -> {
            if (python.equals(className)) {
                result.put("class_name", exported);
            }
        });
        result.putIfAbsent("registered_name", isCustom(className) ? className : null);
        if (layer.get("config") instanceof Map<?, ?> config && config.get("layers") instanceof List<?> layers) {
            Map<String, Object> inner = copy(config);
            List<Object> longer = new ArrayList<>();
            for (Object item : layers) {
                longer.add(item instanceof Map<?, ?> map ? fullLayer(map) : item);
            }
            inner.put("layers", longer);
            result.put("config", inner);
        }
        return result;
    }

    private static String moduleOf(Object className, Map<?, ?> layer) {
        if (MODELS.contains(className)) {
            return "keras";
        }
        if (isCustom(className)) {
            return null;
        }
        return isOperation(className, layer) ? Operation.UNNAMED_MODULE : "keras.layers";
    }

    /** Operations bear names of layers, too; but every layer's config says whether it is trained. */
    private static boolean isOperation(Object className, Map<?, ?> layer) {
        return layer.get("config") instanceof Map<?, ?> config
                && !config.containsKey("trainable")
                && !config.containsKey("layers")
                && !layer.containsKey("module")
                && layer.get("inbound_nodes") instanceof List<?> nodes
                && !nodes.isEmpty()
                && nodes.get(0) instanceof Map<?, ?>
                && className instanceof String name
                && Operation.isKnown(name)
                && CustomObjects.find(name) == null;
    }

    /** Registered names of users' classes contain the package: "my_package>MyLayer". */
    private static boolean isCustom(Object className) {
        return className instanceof String name && name.contains(">");
    }

    private static Object lengthened(Object value, String module) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .collect(ArrayList::new, (all, item) -> all.add(lengthened(item, module)), ArrayList::addAll);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new LinkedHashMap<>();
            if (map.containsKey("class_name") && map.containsKey("config")) {
                result.put("module", isCustom(map.get("class_name")) ? null : module);
                result.putAll(copy(map));
                result.putIfAbsent("registered_name", isCustom(map.get("class_name")) ? map.get("class_name") : null);
            } else {
                map.forEach((key, inner) -> result.put((String) key, lengthened(inner, module)));
            }
            return result;
        }
        return value;
    }

    static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put((String) key, value));
        return result;
    }
}
