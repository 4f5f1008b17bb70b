package org.triceras.formats.keras;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.Variable;
import org.triceras.formats.hdf5.Hdf5Dataset;
import org.triceras.formats.hdf5.Hdf5Group;
import org.triceras.keras.saving.Saveable;

/**
 * The layout of Keras 1 to 3's {@code .h5}: a group per layer, named like it, with datasets named by the variables' paths; the
 * attributes layer_names and weight_names give the order, by which weights are matched.
 */
final class LegacyLayout {
    private static final String TOP_LEVEL = "top_level_model_weights";
    private static final String OPTIMIZER_WEIGHTS = "optimizer_weights";

    private LegacyLayout() {}

    static boolean isIn(Hdf5Group group) {
        return NameLists.isIn(group, "layer_names");
    }

    static void write(Saveable model, Hdf5Group group) {
        List<? extends Saveable> layers = layers(model);
        NameLists.write(
                group, "layer_names", layers.stream().map(Saveable::name).toList());
        group.attributes().put("backend", "triceras");
        group.attributes().put("keras_version", KerasFormat.KERAS_VERSION);
        // In the order of names, as Keras does, so that no group is asked for before its prefix.
        layers.stream()
                .sorted(Comparator.comparing(Saveable::name))
                .forEach(layer -> writeWeights(group.require(layer.name()), layer.legacyWeights()));
        writeWeights(group.require(TOP_LEVEL), model.ownVariables());
    }

    static void writeOptimizer(Saveable optimizer, Hdf5Group root) {
        if (!optimizer.ownVariables().isEmpty()) {
            writeWeights(root.require(OPTIMIZER_WEIGHTS), optimizer.ownVariables());
        }
    }

    private static void writeWeights(Hdf5Group group, List<Variable> weights) {
        List<String> names = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Variable weight : weights) {
            String name = weight.path();
            for (int n = 1; !used.add(name); n++) {
                name = weight.path() + "_" + n;
            }
            names.add(name);
            group.put(name, VariableData.toDataset(weight));
        }
        NameLists.write(group, "weight_names", names);
    }

    static void read(Saveable model, Hdf5Group group, Loading loading, boolean byName) {
        if (byName) {
            readByName(model, group, loading);
        } else {
            readByOrder(model, group, loading);
        }
        Hdf5Group top = group.group(TOP_LEVEL);
        if (top != null) {
            loading.add("model \"" + model.name() + "\" itself", model.ownVariables(), stored(top, TOP_LEVEL));
        }
    }

    private static void readByOrder(Saveable model, Hdf5Group group, Loading loading) {
        List<Saveable> layers = new ArrayList<>();
        for (Saveable layer : layers(model)) {
            if (!layer.legacyWeights().isEmpty()) {
                layers.add(layer);
            }
        }
        List<String> names = new ArrayList<>();
        for (String name : NameLists.read(group, "layer_names")) {
            if (!NameLists.read(layerGroup(group, name), "weight_names").isEmpty()) {
                names.add(name);
            }
        }
        if (layers.size() != names.size()) {
            loading.missing("the number of layers with weights differs. Expected " + layers.size() + ": "
                    + some(layers.stream().map(Saveable::name).toList()) + ". Received " + names.size() + ": "
                    + some(names) + ".");
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            Saveable layer = layers.get(i);
            String stored = names.get(i);
            String label = "layer \"" + layer.name() + "\" (" + layer.className() + ", number " + (i + 1)
                    + " with weights" + (stored.equals(layer.name()) ? ")" : "; \"" + stored + "\" in the file)");
            loading.add(label, layer.legacyWeights(), stored(layerGroup(group, stored), stored));
        }
    }

    private static void readByName(Saveable model, Hdf5Group group, Loading loading) {
        List<String> names = NameLists.read(group, "layer_names");
        for (Saveable layer : layers(model)) {
            if (names.contains(layer.name())) {
                loading.add(
                        "layer \"" + layer.name() + "\" (" + layer.className() + ")",
                        layer.legacyWeights(),
                        stored(layerGroup(group, layer.name()), layer.name()));
            }
        }
    }

    static void readOptimizer(Saveable optimizer, Hdf5Group root, Loading loading) {
        Hdf5Group group = root.group(OPTIMIZER_WEIGHTS);
        if (group != null) {
            loading.addOptimizer(optimizer, stored(group, OPTIMIZER_WEIGHTS));
        }
    }

    private static Hdf5Group layerGroup(Hdf5Group group, String name) {
        Hdf5Group layer = group.group(name);
        if (layer == null) {
            throw new DataException("The HDF5 file lists the layer \"" + name
                    + "\" in layer_names but has no group of that name; it may be" + " damaged or cut off.");
        }
        return layer;
    }

    private static List<Hdf5Dataset> stored(Hdf5Group group, String where) {
        List<Hdf5Dataset> datasets = new ArrayList<>();
        for (String name : NameLists.read(group, "weight_names")) {
            Hdf5Dataset dataset = group.dataset(name);
            if (dataset == null) {
                throw new DataException("The HDF5 file lists the weight \"" + name + "\" of \"" + where
                        + "\" but has no such dataset; it may be damaged or cut off.");
            }
            datasets.add(dataset);
        }
        return datasets;
    }

    private static List<? extends Saveable> layers(Saveable model) {
        return model.partLists().getOrDefault("layers", List.of());
    }

    private static String some(List<String> names) {
        int shown = Math.min(names.size(), 8);
        return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", ..." : "");
    }
}
