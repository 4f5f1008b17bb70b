package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.layer;
import static org.triceras.keras.layers.Layers.*;

import java.util.stream.Stream;
import org.triceras.keras.layers.Softmax;
import org.triceras.keras.layers.SpectralNormalization;

class OnnxNormalizationTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                layer("batch normalization", () -> batchNormalization(), 6, 3),
                layer("batch normalization of images", () -> batchNormalization(), 5, 4, 3),
                layer(
                        "batch normalization along axis 1",
                        () -> batchNormalization().axis(1),
                        3,
                        4),
                layer(
                        "batch normalization bare",
                        () -> batchNormalization().center(false).scale(false),
                        6),
                layer("layer normalization", () -> layerNormalization(), 6, 3),
                layer(
                        "layer normalization of two axes",
                        () -> layerNormalization().axis(1, 2).epsilon(1e-2),
                        6,
                        3),
                layer("group normalization", () -> groupNormalization(2), 5, 4, 6),
                layer("group normalization of one", () -> groupNormalization(-1), 5, 4, 6),
                layer("unit normalization", () -> unitNormalization(), 6, 3),
                layer("rms normalization", () -> rmsNormalization(), 6, 3),
                layer("spectral normalization", () -> new SpectralNormalization(dense(4)), 3),
                layer(
                        "spectral normalization of a convolution",
                        () -> new SpectralNormalization(conv2d(4, 3)),
                        6,
                        5,
                        3),
                layer("softmax of two axes", () -> new Softmax(1, 2), 3, 4));
    }
}
