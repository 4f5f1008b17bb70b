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
            List<Hdf5Dataset> own = entry.saveable().ownVariables().stream()
                    .map(VariableData::toDataset)
                    .toList();
            for (String path : own.isEmpty() ? List.of(entry.path()) : entry.paths()) {
                Hdf5Group vars = root.require(SaveableTree.Entry.variables(path));
                vars.attributes().put("name", entry.saveable().name());
                for (int i = 0; i < own.size(); i++) {
                    vars.put(String.valueOf(i), own.get(i));
                }
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
            visited.addAll(entry.paths());
            List<Variable> own = entry.saveable().ownVariables();
            List<Hdf5Dataset> stored = stored(entry, root, loading);
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

    /** The variables of an object: where Keras has them, or else at another path of it; all that is there must agree. */
    private static List<Hdf5Dataset> stored(SaveableTree.Entry entry, Hdf5Group root, Loading loading) {
        List<Hdf5Dataset> first = List.of();
        String firstPath = entry.path();
        for (String path : entry.paths()) {
            List<Hdf5Dataset> here = stored(root.group(SaveableTree.Entry.variables(path)));
            if (first.isEmpty()) {
                first = here;
                firstPath = path;
            } else if (!here.isEmpty() && !VariableData.isEqual(first, here)) {
                loading.missing(label(entry) + ": expected the same weights at " + firstPath + " and " + path
                        + ", since the model uses one layer at both. Received different ones: the file is of a model"
                        + " with two layers there.");
            }
        }
        return first;
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
