package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.layer;
import static org.triceras.keras.layers.Layers.*;

import java.util.stream.Stream;

class OnnxPoolingTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                layer("max pooling 1d", () -> maxPooling1d(2), 7, 3),
                layer("max pooling 2d", () -> maxPooling2d(2), 7, 6, 3),
                layer("max pooling 2d same", () -> maxPooling2d(3).strides(2).padding("same"), 8, 7, 3),
                layer("max pooling 2d overlapping", () -> maxPooling2d(3, 2).strides(1), 8, 7, 3),
                layer("max pooling 2d channels first", () -> maxPooling2d(2).dataFormat("channels_first"), 3, 8, 7),
                layer("max pooling 3d", () -> maxPooling3d(2).padding("same"), 5, 4, 3, 2),
                layer("average pooling 1d", () -> averagePooling1d(2).padding("same"), 7, 3),
                layer("average pooling 2d", () -> averagePooling2d(2), 7, 6, 3),
                layer(
                        "average pooling 2d same",
                        () -> averagePooling2d(3).strides(2).padding("same"),
                        8,
                        7,
                        3),
                layer("average pooling 3d", () -> averagePooling3d(2), 5, 4, 3, 2),
                layer("global max pooling 1d", () -> globalMaxPooling1d(), 7, 3),
                layer("global max pooling 2d", () -> globalMaxPooling2d().keepdims(true), 7, 6, 3),
                layer("global max pooling 3d", () -> globalMaxPooling3d(), 5, 4, 3, 2),
                layer("global average pooling 1d", () -> globalAveragePooling1d(), 7, 3),
                layer("global average pooling 2d", () -> globalAveragePooling2d(), 7, 6, 3),
                layer("global average pooling 3d", () -> globalAveragePooling3d(), 5, 4, 3, 2),
                layer("adaptive average pooling 1d", () -> adaptiveAveragePooling1d(3), 7, 2),
                layer("adaptive average pooling 2d", () -> adaptiveAveragePooling2d(3, 2), 7, 5, 2),
                layer("adaptive average pooling 3d", () -> adaptiveAveragePooling3d(2), 4, 5, 3, 2),
                layer("adaptive max pooling 1d", () -> adaptiveMaxPooling1d(3), 7, 2),
                layer("adaptive max pooling 2d", () -> adaptiveMaxPooling2d(3, 2), 7, 5, 2),
                layer("adaptive max pooling 3d", () -> adaptiveMaxPooling3d(2), 4, 5, 3, 2));
    }
}
