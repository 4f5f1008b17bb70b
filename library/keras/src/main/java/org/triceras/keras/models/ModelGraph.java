package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Call;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.tensor.Operand;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.LayerCall;
import org.triceras.keras.operations.MaskInput;
import org.triceras.keras.operations.OperationLifting;

/** The layers between a model's symbolic inputs and outputs, in Keras's order, and how to run them. */
final class ModelGraph {
    private final List<Node> inputs;
    private final List<Node> outputs;
    private final List<Node> order;
    private final List<Layer> layers;
    private final Map<Layer, List<Node>> applications = new IdentityHashMap<>();

    ModelGraph(String model, List<Tensor> inputs, List<Tensor> outputs) {
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw new ArgumentException("Model \"" + model + "\": expected at least one input and one output tensor.");
        }
        for (Tensor t : inputs) {
            if (t.isConcrete() || !(layerOf(t.node()) instanceof InputLayer)) {
                throw new ArgumentException(
                        "Model \"" + model + "\": expected inputs that come from input(...). Received " + t + ".");
            }
        }
        for (Tensor t : outputs) {
            if (t.isConcrete()) {
                throw new ArgumentException("Model \"" + model
                        + "\": expected outputs that layers made from the inputs. Received a tensor that holds data.");
            }
        }
        this.inputs = inputs.stream().map(Tensor::node).toList();
        this.outputs = outputs.stream().map(Tensor::node).toList();
        this.order = orderFromInputs();
        for (Node node : order) {
            Layer layer = layerOf(node);
            if (layer instanceof InputLayer && !this.inputs.contains(node)) {
                throw new ArgumentException("Model \"" + model + "\": the outputs depend on input \"" + layer.name()
                        + "\", which is not among the model's inputs.");
            }
            if (layer != null) {
                applications.computeIfAbsent(layer, l -> new ArrayList<>()).add(node);
            }
        }
        this.inputs.forEach(node -> applications.computeIfAbsent(layerOf(node), l -> new ArrayList<>(List.of(node))));
        applications.values().forEach(list -> list.sort(Comparator.comparingInt(ModelGraph::callIndex)));
        this.layers = layersByDepth();
        requireUniqueNames(model);
    }

    private void requireUniqueNames(String model) {
        Map<String, Layer> names = new HashMap<>();
        for (Layer layer : layers) {
            if (names.put(layer.name(), layer) != null) {
                throw new ArgumentException("Model \"" + model
                        + "\": expected every layer to have its own name. Received" + " two layers called \""
                        + layer.name() + "\". Give one another name with name(\"...\").");
            }
        }
    }

    private List<Node> orderFromInputs() {
        return Graph.order(outputs);
    }

    /** The layer that a node applies, or null for a plain tensor operation. */
    static Layer layerOf(Node node) {
        return node.op() instanceof Call call && call.callee() instanceof LayerCall applied ? applied.layer() : null;
    }

    private static int callIndex(Node node) {
        return ((LayerCall) ((Call) node.op()).callee()).index();
    }

    /** Where a tensor of the graph comes from: a layer's name, which of its applications, which output. */
    record Origin(Layer layer, int application, int output) {}

    Origin originOf(Node node) {
        int output = node.op() instanceof Result result ? result.index() : 0;
        Node maker = node.op() instanceof Result ? node.input(0) : node;
        Layer layer = layerOf(maker);
        if (layer instanceof MaskInput) {
            return originOf(maker.input(0));
        }
        return layer == null ? null : new Origin(layer, applications.get(layer).indexOf(maker), output);
    }

    /** The mask that a call gets beside a tensor because a config says so, or null. */
    static Node explicitMask(Node input) {
        return layerOf(input) instanceof MaskInput ? input.input(1) : null;
    }

    /** All nodes, each after those that it reads. */
    List<Node> order() {
        return order;
    }

    List<Node> inputs() {
        return inputs;
    }

    List<Node> outputs() {
        return outputs;
    }

    /** Layers, and operations that a config names like layers. */
    List<Layer> layers() {
        return layers;
    }

    /** The nodes that apply a layer, in the order in which it was called. */
    List<Node> applicationsOf(Layer layer) {
        return applications.get(layer);
    }

    /** The same graph with operations that a config can hold in place of plain ones. */
    ModelGraph lifted(String model) {
        OperationLifting lifting =
                new OperationLifting(model, layers.stream().map(Layer::name).collect(Collectors.toSet()));
        List<Tensor> ends =
                outputs.stream().map(node -> lifting.lift(node).tensor()).toList();
        return new ModelGraph(model, inputs.stream().map(Node::tensor).toList(), ends);
    }

    /** True when some operation between the layers is no layer, so that a config cannot hold it as it is. */
    boolean hasPlainOperations() {
        return order.stream().anyMatch(n -> layerOf(n) == null && !(n.op() instanceof Result));
    }

    /** Deepest first, as Keras sorts them: the distance from the outputs, then the order of a walk from the outputs. */
    private List<Layer> layersByDepth() {
        Map<Layer, Integer> walk = new IdentityHashMap<>();
        List<Node> decreasing = new ArrayList<>();
        Set<Node> finished = Collections.newSetFromMap(new IdentityHashMap<>());
        outputs.forEach(node -> visit(node, walk, finished, decreasing));

        Map<Node, Integer> nodeDepths = new IdentityHashMap<>();
        Map<Layer, Integer> depths = new IdentityHashMap<>();
        for (int i = decreasing.size() - 1; i >= 0; i--) {
            Node node = decreasing.get(i);
            Layer layer = layerOf(node);
            int depth = nodeDepths.getOrDefault(node, 0);
            if (layer != null) {
                depth = Math.max(depth, depths.getOrDefault(layer, 0));
                depths.put(layer, depth);
            }
            nodeDepths.put(node, depth);
            boolean passesOn = node.op() instanceof Result || layer instanceof MaskInput;
            int above = passesOn ? depth : depth + 1;
            for (Node input : node.inputs()) {
                nodeDepths.merge(input, above, Math::max);
            }
        }
        for (Node input : inputs) {
            depths.putIfAbsent(layerOf(input), 0);
            walk.putIfAbsent(layerOf(input), -1);
        }
        List<Layer> sorted = new ArrayList<>(depths.keySet());
        sorted.removeIf(layer -> layer instanceof MaskInput);
        sorted.sort(Comparator.comparing((Layer layer) -> -depths.get(layer)).thenComparing(walk::get));
        return List.copyOf(sorted);
    }

    private void visit(Node node, Map<Layer, Integer> walk, Set<Node> finished, List<Node> decreasing) {
        if (!finished.add(node)) {
            return;
        }
        Layer layer = layerOf(node);
        if (layer != null) {
            walk.putIfAbsent(layer, walk.size());
        }
        node.inputs().forEach(input -> visit(input, walk, finished, decreasing));
        decreasing.add(node);
    }

    /** The outputs for given inputs: every layer is called on what the layers before it gave. */
    List<Tensor> run(List<Tensor> xs) {
        Map<Node, List<Tensor>> values = new IdentityHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(inputs.get(i), List.of(xs.get(i)));
        }
        for (Node node : order) {
            if (!values.containsKey(node)) {
                values.put(node, evaluate(node, values));
            }
        }
        return outputs.stream().map(node -> values.get(node).get(0)).toList();
    }

    private static List<Tensor> evaluate(Node node, Map<Node, List<Tensor>> values) {
        if (node.op() instanceof Result result) {
            return List.of(values.get(node.input(0)).get(result.index()));
        }
        List<Tensor> arguments = new ArrayList<>();
        node.inputs().forEach(input -> arguments.add(values.get(input).get(0)));
        Layer layer = layerOf(node);
        if (layer != null) {
            return layer.applyAll(arguments);
        }
        List<Operand> operands = new ArrayList<>(arguments);
        return Tensor.emitAll(node.op(), operands);
    }

    /** The inputs as the model wants them: their type, and a last axis of length 1 added or dropped where that helps. */
    List<Tensor> adapt(String model, List<Tensor> xs) {
        if (xs.size() != inputs.size()) {
            throw new ShapeException(
                    "Model \"" + model + "\": expected " + inputs.size() + " input" + (inputs.size() == 1 ? "" : "s")
                            + " (" + String.join(", ", inputNames()) + "). Received " + xs.size() + ".");
        }
        List<Tensor> adapted = new ArrayList<>();
        for (int i = 0; i < xs.size(); i++) {
            InputLayer input = (InputLayer) layerOf(inputs.get(i));
            Tensor x = xs.get(i);
            Shape expected = input.batchShape();
            if (x.rank() == expected.rank() - 1 && expected.last() == 1) {
                x = x.expandDims(-1);
            } else if (x.rank() == expected.rank() + 1 && x.shape().last() == 1) {
                x = x.squeeze(-1);
            }
            requireFit(model, input, xs.get(i).shape(), x.shape());
            adapted.add(x.cast(input.dtype()));
        }
        return adapted;
    }

    private static void requireFit(String model, InputLayer input, Shape given, Shape actual) {
        Shape expected = input.batchShape();
        boolean fits = actual.rank() == expected.rank();
        for (int i = 0; fits && i < actual.rank(); i++) {
            fits = expected.dim(i) == Shape.UNKNOWN
                    || actual.dim(i) == Shape.UNKNOWN
                    || actual.dim(i) == expected.dim(i);
        }
        if (!fits) {
            boolean oneSample = given.rank() == expected.rank() - 1 && given.equals(expected.without(0));
            throw new ShapeException("Model \"" + model + "\", input \"" + input.name() + "\": expected shape "
                    + expected + ". Received " + given + ". "
                    + (oneSample
                            ? "For a single sample add the axis of the samples: x.expandDims(0)."
                            : "Reshape the data (the first axis is the samples), or build the model for this shape."));
        }
    }

    /** The names of the input layers. */
    List<String> inputNames() {
        return inputs.stream().map(n -> layerOf(n).name()).toList();
    }

    /** The names of the layers that make the outputs, made unique. */
    List<String> outputNames() {
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (Node output : outputs) {
            Origin origin = originOf(output);
            String name = origin == null ? "output" : origin.layer().name();
            int n = seen.merge(name, 1, Integer::sum);
            names.add(n == 1 ? name : name + "_" + (n - 1));
        }
        return names;
    }
}
