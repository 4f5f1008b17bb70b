package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.model;
import static org.triceras.keras.layers.Layers.*;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.models.Models;

class OnnxMergeTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                two("add", () -> add()),
                two("subtract", () -> subtract()),
                two("multiply", () -> multiply()),
                two("average", () -> average()),
                two("maximum", () -> maximum()),
                two("minimum", () -> minimum()),
                two("concatenate", () -> concatenate()),
                two("concatenate along axis 1", () -> concatenate(1)),
                two("dot", () -> dot(2)),
                two("dot of different axes", () -> dot(1, 2).normalize(true)),
                model("add with broadcasting", () -> {
                    List<Tensor> inputs = List.of(input(4, 4), input(1, 4), input(4, 1));
                    return Models.model(inputs, add().apply(inputs));
                }));
    }

    private static ModelCase two(String name, Supplier<Layer> layer) {
        return model(name, () -> {
            List<Tensor> inputs = List.of(input(4, 4), input(4, 4));
            return Models.model(inputs, layer.get().apply(inputs));
        });
    }
}
