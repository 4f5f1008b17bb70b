package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.util.Names;

/** The config of a functional model: its layers, and for each of their calls where the arguments come from. */
final class FunctionalConfig {
    private FunctionalConfig() {}

    static Map<String, Object> write(Functional model, ModelGraph graph) {
        if (graph.hasPlainOperations()) {
            throw new StateException("Model \"" + model.name() + "\" uses tensor operations between its layers, which a"
                    + " config cannot hold. Put them into a layer of your own, then it can be written down.");
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", model.name());
        config.put("trainable", model.isTrainable());
        List<Object> layers = new ArrayList<>();
        for (Layer layer : graph.layers()) {
            Map<String, Object> map = new LinkedHashMap<>(ModelConfigs.serialize(layer));
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
        config.put("input_layers", ends(graph.inputs(), graph));
        config.put("output_layers", ends(graph.outputs(), graph));
        return config;
    }

    private static Map<String, Object> inbound(Layer layer, Node node, ModelGraph graph) {
        List<Object> tensors = new ArrayList<>();
        node.inputs().forEach(input -> tensors.add(kerasTensor(input, graph)));
        Map<String, Object> kwargs = new LinkedHashMap<>();
        List<Object> args;
        kwargs.putAll(layer.callOptions());
        if (tensors.size() == 1) {
            args = tensors;
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

    private static List<Object> ends(List<Node> nodes, ModelGraph graph) {
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
        if (layer.inputNames().isEmpty()) {
            return find(call, made, found);
        }
        if (!find(map.get("args"), made, found)) {
            return false;
        }
        List<String> names = layer.inputNames();
        for (String name : names) {
            boolean positional = names.indexOf(name) < found.size();
            if (kwargs.get(name) != null && !positional && !find(kwargs.get(name), made, found)) {
                return false;
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

    private static List<Tensor> ends(Object ends, Map<String, List<List<Tensor>>> made) {
        List<Tensor> found = new ArrayList<>();
        if (!find(ends, made, found) || found.isEmpty()) {
            throw new DataException("The config of the model is damaged: expected input_layers and output_layers that"
                    + " name its layers. Received " + ends + ".");
        }
        return found;
    }
}
