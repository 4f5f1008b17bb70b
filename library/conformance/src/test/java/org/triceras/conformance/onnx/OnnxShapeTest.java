package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.layer;
import static org.triceras.keras.layers.Layers.*;

import java.util.stream.Stream;
import org.triceras.keras.layers.Identity;

class OnnxShapeTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                layer("reshape", () -> reshape(6, 2), 3, 4),
                layer("reshape to what is left", () -> reshape(2, -1), 3, 4),
                layer("permute", () -> permute(3, 1, 2), 3, 4, 2),
                layer("flatten", () -> flatten(), 3, 4, 2),
                layer("repeat vector", () -> repeatVector(3), 4),
                layer("cropping 1d", () -> cropping1d(1, 2), 6, 2),
                layer("cropping 2d", () -> cropping2d(1, 2), 6, 7, 2),
                layer("cropping 3d", () -> cropping3d(1), 4, 5, 3, 2),
                layer("zero padding 1d", () -> zeroPadding1d(1, 2), 4, 2),
                layer("zero padding 2d", () -> zeroPadding2d(1, 2), 4, 3, 2),
                layer("zero padding 3d", () -> zeroPadding3d(1), 2, 3, 2, 2),
                layer("up-sampling 1d", () -> upSampling1d(3), 4, 2),
                layer("up-sampling 2d", () -> upSampling2d(2, 3), 4, 3, 2),
                layer("up-sampling 2d bilinear", () -> upSampling2d(2).interpolation("bilinear"), 4, 3, 2),
                layer("up-sampling 2d bicubic", () -> upSampling2d(2).interpolation("bicubic"), 4, 3, 2),
                layer("up-sampling 3d", () -> upSampling3d(2), 2, 3, 2, 2),
                layer("identity", () -> new Identity(), 4),
                layer("dropout", () -> dropout(0.5), 4),
                layer("spatial dropout", () -> spatialDropout2d(0.5), 4, 3, 2),
                layer("gaussian noise", () -> gaussianNoise(0.5), 4),
                layer("gaussian dropout", () -> gaussianDropout(0.5), 4),
                layer("alpha dropout", () -> alphaDropout(0.5), 4));
    }
}
