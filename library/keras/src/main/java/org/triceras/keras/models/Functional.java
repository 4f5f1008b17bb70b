package org.triceras.keras.models;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.SharedLayers;
import org.triceras.keras.operations.Operation;
import org.triceras.keras.saving.Saveable;

/** A model made of the layers between symbolic inputs and outputs. */
public final class Functional extends Model {
    private final ModelGraph graph;
    private List<String> inputKeys = List.of();
    private List<String> outputKeys = List.of();

    public Functional(List<Tensor> inputs, List<Tensor> outputs) {
        this(inputs, outputs, null);
    }

    /** @param name null for one of its own */
    public Functional(List<Tensor> inputs, List<Tensor> outputs, String name) {
        if (name != null) {
            setName(name);
        }
        this.graph = new ModelGraph(name(), inputs, outputs);
        ensureBuilt(inputs.stream().map(Tensor::shape).toList());
    }

    /** Inputs and outputs by names of one's own, by which data, losses and metrics can be given then; they count in the order of their names. */
    public Functional(Map<String, Tensor> inputs, Map<String, Tensor> outputs, String name) {
        this(sorted(inputs), sorted(outputs), name);
        setKeys(new TreeMap<>(inputs).keySet(), new TreeMap<>(outputs).keySet());
    }

    private static List<Tensor> sorted(Map<String, Tensor> named) {
        return List.copyOf(new TreeMap<>(named).values());
    }

    /** The keys of inputs and outputs that Python passes in dictionaries, in our order; empty where it passes lists. */
    void setKeys(Collection<String> ofInputs, Collection<String> ofOutputs) {
        inputKeys = List.copyOf(ofInputs);
        outputKeys = List.copyOf(ofOutputs);
    }

    List<String> inputKeys() {
        return inputKeys;
    }

    List<String> outputKeys() {
        return outputKeys;
    }

    @Override
    ModelGraph graph() {
        return graph;
    }

    @Override
    public List<Layer> layers() {
        return graph.layers().stream()
                .filter(layer -> !(layer instanceof Operation))
                .toList();
    }

    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        return graph.run(graph.adapt(name(), xs));
    }

    /** The masks that the last layers attached stay as they are. */
    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        return outputs.stream().map(org.triceras.keras.layers.Masks::of).toList();
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }

    @Override
    public List<String> outputNames() {
        return outputKeys.isEmpty() ? graph.outputNames() : outputKeys;
    }

    @Override
    List<String> namesOfInputs() {
        return inputKeys.isEmpty() ? graph.inputNames() : inputKeys;
    }

    @Override
    public List<Spec> computeOutputSpecs(List<Spec> inputs) {
        boolean asBuilt = graph.inputs().stream()
                .map(n -> n.spec().shape())
                .toList()
                .equals(inputs.stream().map(Spec::shape).toList());
        return asBuilt ? graph.outputs().stream().map(Node::spec).toList() : super.computeOutputSpecs(inputs);
    }

    @Override
    public Map<String, Object> getConfig() {
        return SharedLayers.inModel(() -> FunctionalConfig.write(this, graph));
    }

    @Override
    public Map<String, Object> getBuildConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("input_shape", null);
        return config;
    }

    @Override
    public String kerasModule() {
        return "keras.src.models.functional";
    }

    @Override
    public Map<String, List<? extends Saveable>> partLists() {
        return Map.of("layers", layers());
    }

    /** The shapes of the inputs, batch axis included. */
    public List<Shape> inputShapes() {
        return graph.inputs().stream().map(n -> n.spec().shape()).toList();
    }
}
