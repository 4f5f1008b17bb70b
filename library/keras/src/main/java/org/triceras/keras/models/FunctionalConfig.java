package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.triceras.engine.error.DataException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.ReversibleEmbedding;
import org.triceras.keras.operations.MaskInput;
import org.triceras.keras.operations.Operation;
import org.triceras.keras.util.Names;

/** The config of a functional model: its layers, and for each of their calls where the arguments come from. */
final class FunctionalConfig {
    private FunctionalConfig() {}

    static Map<String, Object> write(Functional model, ModelGraph written) {
        ModelGraph graph = written.hasPlainOperations() ? written.lifted(model.name()) : written;
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", model.name());
        config.put("trainable", model.isTrainable());
        List<Object> layers = new ArrayList<>();
        for (Layer layer : graph.layers()) {
            Map<String, Object> map = ModelConfigs.serialize(layer);
            map.put("name", layer.name());
            List<Object> nodes = new ArrayList<>();
            for (Node node : graph.applicationsOf(layer)) {
                if (!node.inputs().isEmpty()) {
                    nodes.add(inbound(layer, node, graph));
                }
            }
            map.put("inbound_nodes", nodes);
            layers.add(map);
        }
        config.put("layers", layers);
        config.put("input_layers", ends(graph.inputs(), model.inputKeys(), graph));
        config.put("output_layers", ends(graph.outputs(), model.outputKeys(), graph));
        return config;
    }

    private static Map<String, Object> inbound(Layer layer, Node node, ModelGraph graph) {
        List<Object> tensors = new ArrayList<>();
        List<Object> masks = new ArrayList<>();
        for (Node input : node.inputs()) {
            tensors.add(kerasTensor(input, graph));
            Node mask = ModelGraph.explicitMask(input);
            masks.add(mask == null ? null : kerasTensor(mask, graph));
        }
        if (layer instanceof Operation operation) {
            return operation.arguments(tensors);
        }
        Map<String, Object> kwargs = new LinkedHashMap<>();
        List<Object> args;
        kwargs.putAll(layer.callOptions());
        if (tensors.size() == 1) {
            args = tensors;
        } else if (layer instanceof ReversibleEmbedding) {
            args = List.of(tensors.get(0));
            kwargs.put("reverse", true);
        } else if (!layer.inputNames().isEmpty()) {
            args = List.of();
            for (int i = 0; i < tensors.size(); i++) {
                kwargs.put(layer.inputNames().get(i), tensors.get(i));
            }
        } else if (layer.takesInitialState()) {
            args = List.of(tensors.get(0));
            kwargs.put("initial_state", new ArrayList<>(tensors.subList(1, tensors.size())));
        } else {
            args = List.of(tensors);
        }
        if (masks.stream().anyMatch(mask -> mask != null)) {
            kwargs.put("mask", masks.size() == 1 || layer.takesInitialState() ? masks.get(0) : masks);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("args", args);
        map.put("kwargs", kwargs);
        return map;
    }

    private static Map<String, Object> kerasTensor(Node node, ModelGraph graph) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("shape", Layer.shapeList(node.spec().shape()));
        config.put("dtype", node.spec().dtype().id());
        config.put("keras_history", history(node, graph));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("class_name", "__keras_tensor__");
        map.put("config", config);
        return map;
    }

    private static List<Object> history(Node node, ModelGraph graph) {
        ModelGraph.Origin origin = graph.originOf(node);
        return List.of(origin.layer().name(), origin.application(), origin.output());
    }

    private static Object ends(List<Node> nodes, List<String> keys, ModelGraph graph) {
        if (!keys.isEmpty()) {
            Map<String, Object> named = new LinkedHashMap<>();
            for (int i = 0; i < nodes.size(); i++) {
                named.put(keys.get(i), history(nodes.get(i), graph));
            }
            return named;
        }
        if (nodes.size() == 1) {
            return history(nodes.get(0), graph);
        }
        List<Object> all = new ArrayList<>();
        nodes.forEach(node -> all.add(history(node, graph)));
        return all;
    }

    /** Calls waiting for their arguments, of one layer. */
    private static final class Pending {
        final Layer layer;
        final List<?> nodes;
        int next;

        Pending(Layer layer, List<?> nodes) {
            this.layer = layer;
            this.nodes = nodes;
        }
    }

    static Functional read(Map<String, Object> config) {
        Map<String, List<List<Tensor>>> made = new HashMap<>();
        List<Pending> pending = new ArrayList<>();
        for (Object entry : (List<?>) config.getOrDefault("layers", List.of())) {
            Map<?, ?> map = (Map<?, ?>) entry;
            Layer layer = ModelConfigs.deserialize(map);
            String name = map.get("name") instanceof String given ? given : layer.name();
            List<List<Tensor>> calls = new ArrayList<>();
            made.put(name, calls);
            if (layer instanceof InputLayer input) {
                calls.add(List.of(input.output()));
            } else if (map.get("inbound_nodes") instanceof List<?> nodes) {
                pending.add(new Pending(layer, nodes));
            }
        }
        replay(pending, made);
        List<Tensor> inputs = ends(config.get("input_layers"), made);
        List<Tensor> outputs = ends(config.get("output_layers"), made);
        String name = config.get("name") instanceof String given ? given : Names.unique("functional");
        Functional model = new Functional(inputs, outputs, name);
        model.setKeys(keys(config.get("input_layers")), keys(config.get("output_layers")));
        if (config.get("trainable") instanceof Boolean on && !on) {
            model.setTrainable(false);
        }
        return model;
    }

    /** Makes all calls, in whatever order their arguments allow. */
    private static void replay(List<Pending> pending, Map<String, List<List<Tensor>>> made) {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Pending p : pending) {
                while (p.next < p.nodes.size()) {
                    List<Tensor> arguments = new ArrayList<>();
                    if (!findCall(p.layer, p.nodes.get(p.next), made, arguments)) {
                        break;
                    }
                    made.get(p.layer.name()).add(p.layer.applyAll(arguments));
                    p.next++;
                    progress = true;
                }
            }
        }
        for (Pending p : pending) {
            if (p.next < p.nodes.size()) {
                throw new DataException("The config of the model is damaged: layer \"" + p.layer.name()
                        + "\" is called on something that no layer makes.");
            }
        }
    }

    /** The arguments of one call; named ones in the layer's order, its options as settings. */
    private static boolean findCall(
            Layer layer, Object call, Map<String, List<List<Tensor>>> made, List<Tensor> found) {
        if (!(call instanceof Map<?, ?> map) || !(map.get("kwargs") instanceof Map<?, ?> kwargs)) {
            return find(call, made, found);
        }
        kwargs.forEach((name, value) -> {
            if (!(value instanceof Map<?, ?>) && !(value instanceof List<?>) && value != null) {
                layer.setCallOption((String) name, value);
            }
        });
        if (layer instanceof Operation) {
            return find(call, made, found);
        }
        if (!findTensors(layer, map.get("args"), kwargs, made, found) || !findMasks(kwargs.get("mask"), made, found)) {
            return false;
        }
        if (layer instanceof ReversibleEmbedding && Boolean.TRUE.equals(kwargs.get("reverse"))) {
            found.add(found.get(0));
        }
        return true;
    }

    private static boolean findTensors(
            Layer layer, Object args, Map<?, ?> kwargs, Map<String, List<List<Tensor>>> made, List<Tensor> found) {
        if (!find(args, made, found)) {
            return false;
        }
        if (layer.inputNames().isEmpty()) {
            Map<Object, Object> others = new LinkedHashMap<>(kwargs);
            others.remove("mask");
            return find(others, made, found);
        }
        List<String> names = layer.inputNames();
        for (int i = found.size(); i < names.size(); i++) {
            Object argument = kwargs.get(names.get(i));
            if (argument == null) {
                continue;
            }
            // An input left out before this one, a key, is the one before it, the value.
            while (found.size() < i) {
                found.add(found.get(found.size() - 1));
            }
            if (!find(argument, made, found)) {
                return false;
            }
        }
        return true;
    }

    /** Gives the tensors found the masks that the call passes beside them: one for the first, or a list in their order. */
    private static boolean findMasks(Object masks, Map<String, List<List<Tensor>>> made, List<Tensor> found) {
        List<?> each = masks instanceof List<?> list ? list : Collections.singletonList(masks);
        for (int i = 0; i < each.size() && i < found.size(); i++) {
            List<Tensor> mask = new ArrayList<>();
            if (!find(each.get(i), made, mask)) {
                return false;
            }
            if (!mask.isEmpty()) {
                found.set(i, new MaskInput().apply(found.get(i), mask.get(0)));
            }
        }
        return true;
    }

    /** Collects the tensors that a call's arguments name; false when one is not there yet. */
    private static boolean find(Object argument, Map<String, List<List<Tensor>>> made, List<Tensor> found) {
        if (argument instanceof Map<?, ?> map) {
            if ("__keras_tensor__".equals(map.get("class_name")) && map.get("config") instanceof Map<?, ?> config) {
                return findHistory((List<?>) config.get("keras_history"), made, found);
            }
            for (Object value : map.values()) {
                if (!find(value, made, found)) {
                    return false;
                }
            }
            return true;
        }
        if (argument instanceof List<?> list) {
            // The older form of an argument: [layer, call, output, options].
            if (list.size() >= 3 && list.get(0) instanceof String && list.get(1) instanceof Number) {
                return findHistory(list, made, found);
            }
            for (Object value : list) {
                if (!find(value, made, found)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean findHistory(List<?> history, Map<String, List<List<Tensor>>> made, List<Tensor> found) {
        List<List<Tensor>> calls = made.get(history.get(0));
        int call = ((Number) history.get(1)).intValue();
        int output = ((Number) history.get(2)).intValue();
        if (calls == null || call >= calls.size() || output >= calls.get(call).size()) {
            return false;
        }
        found.add(calls.get(call).get(output));
        return true;
    }

    private static List<String> keys(Object ends) {
        return ends instanceof Map<?, ?> map
                ? new TreeMap<>(map).keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<Tensor> ends(Object ends, Map<String, List<List<Tensor>>> made) {
        List<Tensor> found = new ArrayList<>();
        // Inputs and outputs given as a dictionary count in the order of their keys in Keras.
        Object ordered = ends instanceof Map<?, ?> map ? new TreeMap<>(map) : ends;
        if (!find(ordered, made, found) || found.isEmpty()) {
            throw new DataException("The config of the model is damaged: expected input_layers and output_layers that"
                    + " name its layers. Received " + ends + ".");
        }
        return found;
    }
}
