package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.layer;
import static org.triceras.keras.layers.Layers.*;

import java.util.Arrays;
import java.util.stream.Stream;
import org.triceras.keras.activations.StandardActivation;
import org.triceras.keras.layers.ELU;
import org.triceras.keras.layers.ReLU;
import org.triceras.keras.layers.Softmax;

class OnnxActivationTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        Stream<ModelCase> named = Arrays.stream(StandardActivation.values())
                .map(f -> layer("activation " + f.id(), () -> activation(f), 5, 6));
        return Stream.concat(
                named,
                Stream.of(
                        layer("ELU", () -> new ELU(0.5), 5, 6),
                        layer("leaky ReLU", () -> leakyReLU(0.1), 5, 6),
                        layer("PReLU", () -> prelu(), 5, 6),
                        layer("PReLU of shared axes", () -> prelu().sharedAxes(1), 5, 6),
                        layer("ReLU", () -> new ReLU(), 5, 6),
                        layer(
                                "ReLU with all options",
                                () -> new ReLU()
                                        .maxValue(1.0)
                                        .negativeSlope(0.2)
                                        .threshold(0.3),
                                5,
                                6),
                        layer("softmax", () -> new Softmax(), 5, 6),
                        layer("softmax along axis 1", () -> new Softmax(1), 5, 6)));
    }
}
