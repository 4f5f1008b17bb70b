package org.triceras.formats.keras;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.tensor.Variable;
import org.triceras.formats.hdf5.Hdf5Dataset;
import org.triceras.formats.hdf5.Hdf5Group;
import org.triceras.formats.hdf5.Hdf5Node;
import org.triceras.keras.saving.Saveable;

/** Keras 3's layout: {@code layers/dense/vars/0}, with the object's own name as attribute of {@code vars}. */
final class WeightsLayout {
    private static final String OPTIMIZER = "optimizer";

    private WeightsLayout() {}

    static Hdf5Group write(Saveable model) {
        Hdf5Group root = new Hdf5Group();
        for (SaveableTree.Entry entry : SaveableTree.of(model)) {
            Hdf5Group vars = root.require(entry.variablesPath());
            vars.attributes().put("name", entry.saveable().name());
            List<Variable> own = entry.saveable().ownVariables();
            for (int i = 0; i < own.size(); i++) {
                vars.put(String.valueOf(i), VariableData.toDataset(own.get(i)));
            }
        }
        return root;
    }

    static boolean isIn(Hdf5Group root) {
        return root.group("layers") != null || root.group("vars") != null;
    }

    static void read(Saveable model, Hdf5Group root, Loading loading) {
        Set<String> visited = new HashSet<>();
        for (SaveableTree.Entry entry : SaveableTree.of(model)) {
            visited.add(entry.path());
            List<Variable> own = entry.saveable().ownVariables();
            List<Hdf5Dataset> stored = stored(root.group(entry.variablesPath()));
            if (entry.path().equals(OPTIMIZER)) {
                loading.addOptimizer(entry.saveable(), stored);
            } else if (!own.isEmpty() || !stored.isEmpty()) {
                loading.add(label(entry), own, stored);
            }
        }
        Hdf5Group layers = root.group("layers");
        if (layers != null) {
            findUnvisited("layers", layers, visited, loading);
        }
    }

    /** Weights in the file that no layer of the model asked for; Keras is silent here, and then a part of a model is random. */
    private static void findUnvisited(String path, Hdf5Group group, Set<String> visited, Loading loading) {
        for (Map.Entry<String, Hdf5Node> child : group.children().entrySet()) {
            String inner = path + "/" + child.getKey();
            // Random state is not a weight; older releases of Keras stored it.
            if (child.getValue() instanceof Hdf5Group innerGroup
                    && !child.getKey().equals("vars")
                    && !child.getKey().equals("seed_generator")) {
                List<Hdf5Dataset> stored = stored(innerGroup.group("vars"));
                if (!stored.isEmpty() && !visited.contains(inner)) {
                    loading.missing("the file has " + stored.size() + " weights for a layer at " + inner
                            + (innerGroup.group("vars").attributes().get("name") instanceof String name
                                    ? " (named \"" + name + "\")"
                                    : "")
                            + ", which the model lacks.");
                }
                findUnvisited(inner, innerGroup, visited, loading);
            }
        }
    }

    private static List<Hdf5Dataset> stored(Hdf5Group vars) {
        List<Hdf5Dataset> datasets = new ArrayList<>();
        if (vars != null) {
            for (int i = 0; vars.dataset(String.valueOf(i)) != null; i++) {
                datasets.add(vars.dataset(String.valueOf(i)));
            }
        }
        return datasets;
    }

    private static String label(SaveableTree.Entry entry) {
        String kind = entry.path().isEmpty() ? "model" : "layer";
        return kind + " \"" + entry.saveable().name() + "\" ("
                + entry.saveable().className() + (entry.path().isEmpty() ? "" : ", at " + entry.path()) + ")";
    }
}
