package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.layer;
import static org.triceras.conformance.onnx.ModelCase.layerOfInts;
import static org.triceras.keras.layers.Layers.*;

import java.util.List;
import java.util.stream.Stream;
import org.triceras.keras.layers.Discretization;
import org.triceras.keras.layers.IntegerLookup;
import org.triceras.keras.layers.Rescaling;

class OnnxPreprocessingTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                layer("rescaling", () -> new Rescaling(1 / 127.5, -1), 4, 3, 2),
                layer(
                        "normalization",
                        () -> normalization().meanAndVariance(new float[] {1, 2}, new float[] {3, 4}),
                        5,
                        2),
                layer("resizing bilinear", () -> resizing(7, 5), 4, 6, 2),
                layer("resizing nearest", () -> resizing(3, 8).interpolation("nearest"), 4, 6, 2),
                layer("resizing bicubic", () -> resizing(7, 5).interpolation("bicubic"), 4, 6, 2),
                layer("resizing cropped", () -> resizing(5, 5).cropToAspectRatio(true), 4, 6, 2),
                layer("center crop", () -> centerCrop(2, 3), 4, 6, 2),
                layer("random crop", () -> randomCrop(2, 3), 4, 6, 2),
                layer("random flip", () -> randomFlip("horizontal"), 4, 6, 2),
                layer("random rotation", () -> randomRotation(0.2), 4, 6, 2),
                layer("auto contrast", () -> autoContrast(), 4, 6, 3),
                layer("discretization", () -> new Discretization(-1, 0, 0.5), 6),
                layer("discretization one-hot", () -> new Discretization(-1, 0, 0.5).outputMode("one_hot"), 1),
                layerOfInts("category encoding multi-hot", () -> categoryEncoding(5), 4),
                layerOfInts(
                        "category encoding one-hot", () -> categoryEncoding(5).outputMode("one_hot"), 1),
                layerOfInts("category encoding count", () -> categoryEncoding(5).outputMode("count"), 4),
                layerOfInts("integer lookup", () -> new IntegerLookup(List.of(3L, 1L)), 4),
                layer(
                                "stft",
                                () -> stftSpectrogram()
                                        .frameLength(16)
                                        .frameStep(8)
                                        .fftLength(16),
                                64,
                                1)
                        .within(1e-4),
                layer(
                                "mel",
                                () -> melSpectrogram()
                                        .fftLength(32)
                                        .sequenceStride(16)
                                        .numMelBins(4),
                                128)
                        .within(1e-4));
    }
}
