package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.SharedLayers;
import org.triceras.keras.saving.Saveable;

/** A model whose layers follow one another. Without an input it is built when it first sees data. */
public final class Sequential extends Model {
    private final List<Layer> layers = new ArrayList<>();
    private ModelGraph graph;

    public Sequential() {}

    /** @param parts layers; the first may be what {@code input(...)} gives */
    public Sequential(Object... parts) {
        for (Object part : parts) {
            append(part);
        }
        rebuild();
    }

    /** Adds a layer, or an input as the first one. */
    public Sequential add(Object part) {
        append(part);
        rebuild();
        return this;
    }

    private void append(Object part) {
        Layer layer = asLayer(part);
        if (layer instanceof InputLayer && !layers.isEmpty()) {
            throw new ArgumentException("Sequential \"" + name() + "\": expected an input only as the first part."
                    + " Received another one after " + layers.size() + " layers.");
        }
        if (layers.stream().anyMatch(l -> l.name().equals(layer.name()))) {
            throw new ArgumentException("Sequential \"" + name() + "\": expected every layer to have its own name."
                    + " Received a second layer called \"" + layer.name() + "\". Give it another name with"
                    + " name(\"...\").");
        }
        layers.add(layer);
        if (layers.size() == 1
                && layer instanceof Functional model
                && model.inputs().size() == 1) {
            layers.add(
                    0,
                    new InputLayer(
                            model.inputShapes().get(0), model.inputs().get(0).dtype()));
        }
    }

    private Layer asLayer(Object part) {
        if (part instanceof Layer layer) {
            return layer;
        }
        if (part instanceof Tensor tensor
                && !tensor.isConcrete()
                && ModelGraph.layerOf(tensor.node()) instanceof InputLayer input) {
            return input;
        }
        throw new ArgumentException("Sequential \"" + name() + "\": expected layers, and input(...) as the first part."
                + " Received " + part + ".");
    }

    /** Takes the last layer away. */
    public Layer pop() {
        if (layers().isEmpty()) {
            throw new StateException("Sequential \"" + name() + "\": there is no layer to take away.");
        }
        Layer last = layers.remove(layers.size() - 1);
        rebuild();
        return last;
    }

    private void rebuild() {
        forgetTraining();
        graph = null;
        unbuild();
        if (!layers.isEmpty() && layers.get(0) instanceof InputLayer input && layers.size() > 1) {
            ensureBuilt(List.of(input.batchShape()));
        }
    }

    @Override
    public void build(Shape input) {
        if (layers.isEmpty()) {
            throw new StateException("Sequential \"" + name() + "\" has no layers. Add some with add(...).");
        }
        if (!(layers.get(0) instanceof InputLayer)) {
            layers.add(0, new InputLayer(input, DType.FLOAT32));
        }
        Tensor first = ((InputLayer) layers.get(0)).output();
        Tensor x = first;
        for (Layer layer : layers()) {
            x = layer.apply(x);
        }
        graph = new ModelGraph(name(), List.of(first), List.of(x));
    }

    @Override
    ModelGraph graph() {
        return graph;
    }

    /** The layers without the input. */
    @Override
    public List<Layer> layers() {
        return !layers.isEmpty() && layers.get(0) instanceof InputLayer
                ? layers.subList(1, layers.size())
                : List.copyOf(layers);
    }

    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        return graph.run(graph.adapt(name(), xs));
    }

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
        return List.of(layers.isEmpty() ? name() : layers.get(layers.size() - 1).name());
    }

    @Override
    public List<Spec> computeOutputSpecs(List<Spec> inputs) {
        if (graph != null
                && graph.inputs().get(0).spec().shape().equals(inputs.get(0).shape())) {
            return graph.outputs().stream().map(n -> n.spec()).toList();
        }
        return super.computeOutputSpecs(inputs);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", name());
        config.put("trainable", isTrainable());
        config.put("dtype", super.getConfig().get("dtype"));
        config.put(
                "layers",
                SharedLayers.inModel(
                        () -> layers.stream().map(ModelConfigs::serialize).toList()));
        if (graph != null) {
            config.put("build_input_shape", Layer.shapeList(builtShapes().get(0)));
        }
        return config;
    }

    @Override
    public String kerasModule() {
        return "keras";
    }

    @Override
    public Map<String, List<? extends Saveable>> partLists() {
        return Map.of("layers", layers());
    }

    static Sequential fromConfig(Map<String, Object> config) {
        Sequential model = new Sequential();
        if (config.get("name") instanceof String name) {
            model.setName(name);
        }
        for (Object part : (List<?>) config.getOrDefault("layers", List.of())) {
            model.append(ModelConfigs.deserialize(part));
        }
        model.rebuild();
        if (!model.isBuilt() && config.get("build_input_shape") instanceof List<?> shape) {
            model.ensureBuilt(List.of(ModelConfigs.shape(shape)));
        }
        if (config.get("trainable") instanceof Boolean on && !on) {
            model.setTrainable(false);
        }
        return model;
    }
}
