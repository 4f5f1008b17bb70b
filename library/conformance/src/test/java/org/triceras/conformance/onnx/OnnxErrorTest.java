package org.triceras.conformance.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

class OnnxErrorTest {
    @TempDir
    Path folder;

    static class Quantile extends Layer {
        @Override
        public Tensor call(Tensor x) {
            return x.tanh().erfinv();
        }
    }

    private static Model model() {
        return Models.sequential(Layers.inputLayer(3), Layers.dense(2));
    }

    @Test
    void anotherEndingIsRefused() {
        assertThatThrownBy(() -> model().export(folder.resolve("model.tflite")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("ends in .onnx")
                .hasMessageContaining("model.tflite");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void openAxesAreNamed() {
        Tensor x = Layers.input(-1, 3);
        Model model = Models.model(x, Layers.lstm(4).apply(x));
        assertThatThrownBy(() -> model.export(folder.resolve("open.onnx")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("inputShapes");
        assertThatThrownBy(() -> model.export(folder.resolve("open.onnx"), e -> e.inputShapes(new int[] {5, 2})))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("(5, 2)");
        assertThatThrownBy(() -> model.export(
                        folder.resolve("open.onnx"), e -> e.inputShapes(new int[] {5, 3}, new int[] {1})))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Received 2");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aModelWithoutWeightsIsRefused() {
        Model model = Models.sequential(Layers.dense(2));
        assertThatThrownBy(() -> model.export(folder.resolve("unbuilt.onnx")))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("export");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBatchSizeOfNothingIsRefused() {
        assertThatThrownBy(() -> model().export(folder.resolve("none.onnx"), e -> e.batchSize(0)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Received 0");
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> model().export(missing.resolve("model.onnx"))).hasMessageContaining("missing");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatOnnxHasNotIsNamedWithItsLayer() throws Exception {
        Tensor x = Layers.input(3);
        Layer quantile = new Quantile();
        quantile.setName("quantile");
        Model model = Models.model(x, quantile.apply(Layers.dense(2).apply(x)));
        Path file = Files.writeString(folder.resolve("model.onnx"), "before");
        assertThatThrownBy(() -> model.export(file))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContainingAll("ERFINV", "quantile");
        assertThat(folder.toFile().list()).containsExactly("model.onnx");
        assertThat(file).hasContent("before");
    }

    @Test
    void aFileIsReplaced() throws Exception {
        Path file = Files.writeString(folder.resolve("model.onnx"), "before");
        model().export(file);
        try (OnnxSession session = new OnnxSession(file)) {
            assertThat(session.inputNames()).hasSize(1);
        }
        assertThat(folder.toFile().list()).containsExactly("model.onnx");
    }
}
