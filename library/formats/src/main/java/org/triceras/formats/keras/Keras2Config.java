package org.triceras.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings configs that Keras 2 wrote into the form of Keras 3: batch_input_shape becomes an InputLayer, nodes given as lists become nodes
 * with args, an axis in a list becomes a number. Configs of Keras 3 pass unchanged.
 */
final class Keras2Config {
    private Keras2Config() {}

    static Map<String, Object> upgrade(Map<?, ?> layer) {
        Map<String, Object> result = LegacyConfig.copy(layer);
        if (!(layer.get("config") instanceof Map<?, ?> oldConfig)) {
            return result;
        }
        Map<String, Object> config = LegacyConfig.copy(oldConfig);
        result.put("config", config);
        if (config.get("axis") instanceof List<?> axis && axis.size() == 1) {
            config.put("axis", axis.get(0));
        }
        if (layer.get("inbound_nodes") instanceof List<?> nodes) {
            result.put("inbound_nodes", nodes.stream().map(Keras2Config::node).toList());
        }
        if (config.containsKey("batch_input_shape")) {
            Object shape = config.remove("batch_input_shape");
            if ("InputLayer".equals(layer.get("class_name"))) {
                config.put("batch_shape", shape);
            }
        }
        if (config.get("layers") instanceof List<?> layers) {
            if ("Model".equals(layer.get("class_name"))) {
                result.put("class_name", "Functional");
            }
            config.put("layers", layers(layers));
        }
        return result;
    }

    private static List<Object> layers(List<?> layers) {
        List<Object> upgraded = new ArrayList<>();
        for (Object item : layers) {
            if (!(item instanceof Map<?, ?> layer)) {
                upgraded.add(item);
                continue;
            }
            Object shape = layer.get("config") instanceof Map<?, ?> config ? config.get("batch_input_shape") : null;
            if (upgraded.isEmpty() && shape != null && !"InputLayer".equals(layer.get("class_name"))) {
                upgraded.add(input((Map<?, ?>) layer.get("config"), shape));
            }
            upgraded.add(upgrade(layer));
        }
        return upgraded;
    }

    private static Map<String, Object> input(Map<?, ?> firstLayer, Object shape) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("batch_shape", shape);
        config.put("dtype", firstLayer.get("dtype") instanceof String dtype ? dtype : "float32");
        config.put("name", firstLayer.get("name") + "_input");
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("class_name", "InputLayer");
        input.put("config", config);
        return input;
    }

    /** {@code [["dense", 0, 0, {}], ...]}: the tensors of one call, each with the layer, node and output it comes from. */
    private static Object node(Object node) {
        if (!(node instanceof List<?> tensors)) {
            return node;
        }
        List<Object> arguments = new ArrayList<>();
        Map<String, Object> keywords = new LinkedHashMap<>();
        for (Object item : tensors) {
            List<?> tensor = (List<?>) item;
            Map<String, Object> origin = new LinkedHashMap<>();
            origin.put("shape", null);
            origin.put("dtype", "float32");
            origin.put("keras_history", tensor.subList(0, 3));
            Map<String, Object> argument = new LinkedHashMap<>();
            argument.put("class_name", "__keras_tensor__");
            argument.put("config", origin);
            arguments.add(argument);
            if (tensor.size() > 3 && tensor.get(3) instanceof Map<?, ?> more) {
                keywords.putAll(LegacyConfig.copy(more));
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("args", arguments.size() == 1 ? arguments : List.of(arguments));
        result.put("kwargs", keywords);
        return result;
    }
}
