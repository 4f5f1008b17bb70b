package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.model;
import static org.triceras.keras.layers.Layers.*;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.models.Models;

/** Inputs and layers of other types than float32; ONNX Runtime has no convolutions, average pools and erf of float64. */
class OnnxTypeTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                typed(
                        "bytes",
                        "uint8",
                        x -> conv2d(3, 2).apply(rescaling(1 / 255.0).apply(x)),
                        5,
                        4,
                        3),
                typed("truth values", "bool", x -> dense(3).apply(x.cast("float32")), 4),
                typed("truth values as they are", "bool", x -> x.not(), 4),
                typed("long numbers", "int64", x -> embedding(5, 3).apply(x), 4),
                typed("long arithmetic", "int64", x -> x.mul(3).sub(4).floorDiv(2), 4),
                typed(
                        "double dense",
                        "float64",
                        x -> dense(3).dtype("float64").activation("relu").apply(x),
                        4),
                typed(
                        "double softmax",
                        "float64",
                        x -> dense(3).dtype("float64").activation("softmax").apply(x),
                        4),
                typed("double lstm", "float64", x -> lstm(3).dtype("float64").apply(x), 5, 4),
                typed(
                        "double layer normalization",
                        "float64",
                        x -> layerNormalization().dtype("float64").apply(x),
                        5,
                        4),
                typed("double to float", "float64", x -> dense(3).apply(x), 4));
    }

    private static ModelCase typed(String name, String dtype, UnaryOperator<Tensor> function, int... shape) {
        return model("type " + name, () -> {
            Tensor x = input(dtype, shape);
            return Models.model(x, function.apply(x));
        });
    }
}
