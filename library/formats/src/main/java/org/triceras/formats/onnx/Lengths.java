package org.triceras.formats.onnx;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensors;

/** Where open lengths can be read while the exported model runs: an axis of an input, or of what was computed before. */
final class Lengths {
    private final OnnxGraph model;
    private final Map<Length, Place> places = new LinkedHashMap<>();
    private final Map<Length, String> names = new HashMap<>();
    /** What the inputs' open lengths are called in the declared shapes. */
    private final Map<Length, String> declared = new HashMap<>();

    private record Place(String value, int axis, boolean isInput) {}

    Lengths(OnnxGraph model) {
        this.model = model;
    }

    /** An input's open lengths; the first axis of all inputs is the number of samples. */
    void ofInput(String name, Value value) {
        for (int axis = 0; axis < value.rank(); axis++) {
            Length length = value.length(axis);
            if (!length.isFixed() && places.putIfAbsent(length, new Place(name, axis, true)) == null) {
                declared.put(length, axis == 0 ? "batch" : model.unique(name + "_" + axis));
            }
        }
    }

    /** A value of the model, not of a body within it. */
    void ofValue(String name, List<Length> lengths) {
        for (int axis = 0; axis < lengths.size(); axis++) {
            if (!lengths.get(axis).isFixed()) {
                places.putIfAbsent(lengths.get(axis), new Place(name, axis, false));
            }
        }
    }

    /** What an open length is called in declared shapes. */
    String declared(Length length) {
        return declared.computeIfAbsent(
                length,
                key -> declared.entrySet().stream()
                        .filter(each -> length.times(each.getKey()) > 1)
                        .map(each -> each.getValue() + "_x" + length.times(each.getKey()))
                        .findFirst()
                        .orElseGet(() -> model.unique("length")));
    }

    /** The name of an open length, a vector of one int64, for use in a graph. */
    String name(Length length, OnnxGraph asking, String scope) {
        if (names.containsKey(length)) {
            return names.get(length);
        }
        if (places.containsKey(length)) {
            return read(length, places.get(length), asking, scope);
        }
        for (Length part : places.keySet()) {
            if (length.times(part) > 1) {
                String times = asking.constant("times", Tensors.of(new long[] {length.times(part)}));
                return asking.add(scope, "Mul", List.of(name(part, asking, scope), times));
            }
        }
        for (Length a : places.keySet()) {
            for (Length b : places.keySet()) {
                if (length.isProduct(a, b)) {
                    return asking.add(scope, "Mul", List.of(name(a, asking, scope), name(b, asking, scope)));
                }
            }
        }
        throw new ArgumentException("a length");
    }

    private String read(Length length, Place place, OnnxGraph asking, String scope) {
        Attribute start = Attribute.of("start", (long) place.axis());
        Attribute end = Attribute.of("end", place.axis() + 1L);
        if (!place.isInput()) {
            String name = asking.add(scope, "Shape", List.of(place.value()), start, end);
            if (asking == model) {
                names.put(length, name);
            }
            return name;
        }
        String name = model.unique(declared(length));
        // First, as bodies of loops may ask for it.
        model.addFirst(new OnnxNode("Shape", List.of(place.value()), List.of(name), List.of(start, end)));
        names.put(length, name);
        return name;
    }
}
