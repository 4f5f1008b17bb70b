package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.Names;

/** Puts tensors that were given by name into the order of a model's inputs and outputs. */
final class NamedTensors {
    private NamedTensors() {}

    /** The batch without names. */
    static Batch arrange(Model model, String method, Batch batch) {
        if (batch.keys().equals(Batch.Keys.NONE)) {
            return batch;
        }
        Batch.Keys keys = batch.keys();
        return new Batch(
                keys.x().isEmpty() ? batch.x() : inputs(model, method, map(keys.x(), batch.x())),
                keys.y().isEmpty() ? batch.y() : targets(model, method, map(keys.y(), batch.y())),
                keys.sampleWeight().isEmpty()
                        ? batch.sampleWeight()
                        : weights(model, method, map(keys.sampleWeight(), batch.sampleWeight()), batch.x()));
    }

    private static Map<String, Tensor> map(List<String> names, List<Tensor> tensors) {
        Map<String, Tensor> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), tensors.get(i));
        }
        return map;
    }

    /** What the model does not ask for is left out, as in Keras: tables have more columns than a model needs. */
    static List<Tensor> inputs(Model model, String method, Map<String, Tensor> given) {
        List<String> names = model.namesOfInputs();
        if (names.isEmpty()) {
            throw new ArgumentException(method + ": the inputs of model \"" + model.name()
                    + "\" have no names, as it is not made of input(...) and layers between. Expected its inputs"
                    + " in a list. Received them by name: " + String.join(", ", given.keySet()) + ".");
        }
        List<Tensor> ordered = new ArrayList<>();
        for (String name : names) {
            Tensor tensor = given.get(name);
            if (tensor == null) {
                throw missing(model, method, "input", name, names, given);
            }
            ordered.add(tensor);
        }
        return ordered;
    }

    /** The targets of all outputs, or of those alone that have a loss. */
    private static List<Tensor> targets(Model model, String method, Map<String, Tensor> given) {
        List<String> names = model.outputNames();
        requireKnown(method + ", y", given, names);
        List<String> wanted = names;
        if (model.isCompiled() && !given.keySet().containsAll(names)) {
            wanted = model.compilation().namesWithLoss(names);
        }
        List<Tensor> ordered = new ArrayList<>();
        for (String name : wanted) {
            Tensor tensor = given.get(name);
            if (tensor == null) {
                throw missing(model, method, "target", name, wanted, given);
            }
            ordered.add(tensor);
        }
        return ordered;
    }

    private static List<Tensor> weights(Model model, String method, Map<String, Tensor> given, List<Tensor> x) {
        List<String> names = model.outputNames();
        requireKnown(method + ", sampleWeight", given, names);
        int samples = x.get(0).shape().dim(0);
        return names.stream()
                .map(name -> given.containsKey(name) ? given.get(name) : Tensors.ones(samples))
                .toList();
    }

    private static void requireKnown(String where, Map<String, Tensor> given, List<String> names) {
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new ArgumentException(
                        where + ": " + Names.unknown("output", name, names).getMessage());
            }
        }
    }

    private static ArgumentException missing(
            Model model, String method, String kind, String name, List<String> names, Map<String, Tensor> given) {
        return new ArgumentException(method + ": model \"" + model.name() + "\" has no " + kind + " for \"" + name
                + "\". Expected tensors for " + String.join(", ", names) + ". Received "
                + (given.isEmpty() ? "none" : String.join(", ", given.keySet())) + ".");
    }
}
