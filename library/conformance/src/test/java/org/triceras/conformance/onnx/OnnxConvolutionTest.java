package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.layer;
import static org.triceras.keras.layers.Layers.*;

import java.util.stream.Stream;

class OnnxConvolutionTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                layer("dense", () -> dense(4), 3),
                layer("dense along the last axis", () -> dense(4).activation("relu"), 5, 2, 3),
                layer("dense without bias", () -> dense(4).useBias(false), 3),
                layer("conv1d", () -> conv1d(4, 3), 8, 3),
                layer("conv1d causal", () -> conv1d(4, 3).padding("causal").dilationRate(2), 8, 3),
                layer(
                        "conv1d same with strides",
                        () -> conv1d(4, 3).padding("same").strides(2),
                        9,
                        3),
                layer("conv2d", () -> conv2d(4, 3), 8, 7, 3),
                layer("conv2d same", () -> conv2d(4, 3).padding("same").activation("relu"), 8, 7, 3),
                layer(
                        "conv2d same with strides",
                        () -> conv2d(4, 3, 2).padding("same").strides(2, 3),
                        8,
                        7,
                        3),
                layer("conv2d with dilation", () -> conv2d(4, 3).dilationRate(2), 8, 7, 3),
                layer("conv2d with groups", () -> conv2d(6, 3).groups(2), 8, 7, 4),
                layer("conv2d by one", () -> conv2d(4, 1).strides(2).useBias(false), 8, 7, 3),
                layer("conv2d channels first", () -> conv2d(4, 3).dataFormat("channels_first"), 3, 8, 7),
                layer("conv3d", () -> conv3d(4, 2), 5, 4, 3, 2),
                layer(
                        "conv3d same with strides",
                        () -> conv3d(4, 3).padding("same").strides(2),
                        5,
                        4,
                        3,
                        2),
                layer("depthwise conv1d", () -> depthwiseConv1d(3).depthMultiplier(2), 8, 3),
                layer("depthwise conv2d", () -> depthwiseConv2d(3), 8, 7, 3),
                layer(
                        "depthwise conv2d same",
                        () -> depthwiseConv2d(3).padding("same").strides(2),
                        8,
                        7,
                        3),
                layer("depthwise conv2d with dilation", () -> depthwiseConv2d(2).dilationRate(2), 8, 7, 3),
                layer("separable conv1d", () -> separableConv1d(4, 3).padding("same"), 8, 3),
                layer("separable conv2d", () -> separableConv2d(4, 3).depthMultiplier(2), 8, 7, 3),
                layer("conv1d transpose", () -> conv1dTranspose(4, 3).strides(2), 5, 3),
                layer(
                        "conv1d transpose same",
                        () -> conv1dTranspose(4, 3).strides(2).padding("same"),
                        5,
                        3),
                layer("conv2d transpose", () -> conv2dTranspose(4, 3), 4, 5, 3),
                layer(
                        "conv2d transpose same",
                        () -> conv2dTranspose(4, 3).strides(2).padding("same"),
                        4,
                        5,
                        3),
                layer(
                        "conv2d transpose output padding",
                        () -> conv2dTranspose(4, 3).strides(2).outputPadding(1),
                        4,
                        5,
                        3),
                layer(
                        "conv2d transpose with dilation",
                        () -> conv2dTranspose(4, 3).dilationRate(2),
                        4,
                        5,
                        3),
                layer("conv3d transpose", () -> conv3dTranspose(2, 3).strides(2).padding("same"), 3, 2, 4, 2));
    }
}
