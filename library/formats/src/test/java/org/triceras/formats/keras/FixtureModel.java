package org.triceras.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.saving.Saveable;

/**
 * The variables of a Keras model with the structure that its config names, all zero: what the file layouts see of a model, without
 * any layer's arithmetic.
 */
final class FixtureModel implements Saveable {
    private final String className;
    private final String name;
    private final List<Variable> own = new ArrayList<>();
    private final Map<String, Saveable> parts = new LinkedHashMap<>();
    private final Map<String, List<? extends Saveable>> lists = new LinkedHashMap<>();

    FixtureModel(String className, String name) {
        this.className = className;
        this.name = name;
    }

    /** A compiled model; the config is a layer's in the full form, the weights are io.json's. */
    static FixtureModel of(Fixture fixture, Map<?, ?> config) {
        FixtureModel model = of(config, fixture.values("weights"), "");
        FixtureModel optimizer = new FixtureModel("Optimizer", "optimizer");
        fixture.values("optimizer").forEach(value -> optimizer.add(value, true));
        model.parts.put("optimizer", optimizer);
        return model;
    }

    private static FixtureModel of(Map<?, ?> layer, List<Fixture.Value> weights, String parent) {
        Map<?, ?> config = (Map<?, ?>) layer.get("config");
        String className = (String) layer.get("class_name");
        FixtureModel model = new FixtureModel(className, (String) config.get("name"));
        String path = parent + model.name + "/";
        switch (className) {
            case "Sequential", "Functional" -> {
                List<Saveable> layers = new ArrayList<>();
                for (Object inner : (List<?>) config.get("layers")) {
                    Map<?, ?> map = (Map<?, ?>) inner;
                    if (!className.equals("Sequential")
                            || !map.get("class_name").equals("InputLayer")) {
                        layers.add(of(map, weights, ""));
                    }
                }
                model.lists.put("layers", layers);
            }
            case "LSTM", "GRU" -> {
                FixtureModel cell = new FixtureModel(className + "Cell", className.toLowerCase() + "_cell");
                cell.addOwn(weights, path + cell.name + "/");
                model.parts.put("cell", cell);
            }
            case "Bidirectional" -> {
                model.parts.put("forward_layer", of((Map<?, ?>) config.get("layer"), weights, path));
                model.parts.put("backward_layer", of((Map<?, ?>) config.get("backward_layer"), weights, path));
            }
            case "TimeDistributed" -> model.parts.put("layer", of((Map<?, ?>) config.get("layer"), weights, path));
            default -> model.addOwn(weights, path);
        }
        return model;
    }

    private void addOwn(List<Fixture.Value> weights, String path) {
        for (Fixture.Value value : weights) {
            String variable = value.path().substring(value.path().lastIndexOf('/') + 1);
            if (value.path().equals(path + variable) || value.path().endsWith("/" + path + variable)) {
                add(value, !variable.startsWith("moving_"));
            }
        }
    }

    private void add(Fixture.Value value, boolean trainable) {
        own.add(new Variable(Tensors.zeros(value.shape()), value.path(), trainable));
    }

    FixtureModel add(Saveable layer) {
        List<Saveable> layers = new ArrayList<>(lists.getOrDefault("layers", List.of()));
        layers.add(layer);
        lists.put("layers", layers);
        return this;
    }

    FixtureModel add(String variable, Tensor value) {
        own.add(new Variable(value, name + "/" + variable, true));
        return this;
    }

    /** In the order of Keras's model.weights, optimizer apart. */
    Stream<Variable> weights() {
        Stream<Saveable> inner = Stream.concat(
                parts.entrySet().stream()
                        .filter(e -> !e.getKey().equals("optimizer"))
                        .map(Map.Entry::getValue),
                lists.values().stream().flatMap(List::stream));
        return Stream.concat(own.stream(), inner.flatMap(part -> ((FixtureModel) part).weights()));
    }

    @Override
    public String className() {
        return className;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Variable> ownVariables() {
        return own;
    }

    @Override
    public List<Variable> legacyWeights() {
        return Stream.concat(weights().filter(Variable::isTrainable), weights().filter(v -> !v.isTrainable()))
                .toList();
    }

    @Override
    public Map<String, Saveable> parts() {
        return parts;
    }

    @Override
    public Map<String, List<? extends Saveable>> partLists() {
        return lists;
    }
}
