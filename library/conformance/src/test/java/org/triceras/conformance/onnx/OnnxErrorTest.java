package org.triceras.conformance.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

class OnnxErrorTest {
    @TempDir
    Path folder;

    static class Product extends Layer {
        @Override
        public Tensor call(Tensor x) {
            return x.cumprod(1);
        }
    }

    /** Adds the square of each sample's number. */
    static class Squares extends Layer {
        @Override
        public Tensor call(Tensor x) {
            return x.add(
                    Tensors.arange(x.shape().dim(0)).cast("float32").square().expandDims(1));
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
    void inputShapesHaveToFit() {
        Tensor x = Layers.input(-1, 3);
        Model model = Models.model(x, Layers.lstm(4).apply(x));
        assertThatThrownBy(() -> model.export(folder.resolve("open.onnx"), e -> e.inputShapes(new int[] {5, 2})))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("(5, 2)");
        assertThatThrownBy(() ->
                        model.export(folder.resolve("open.onnx"), e -> e.inputShapes(new int[] {5, 3}, new int[] {1})))
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
        Layer product = new Product();
        product.setName("product");
        Model model = Models.model(x, product.apply(Layers.dense(2).apply(x)));
        Path file = Files.writeString(folder.resolve("model.onnx"), "before");
        assertThatThrownBy(() -> model.export(file))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContainingAll("cumprod", "/product\"");
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

    @Test
    void whatIsComputedFromAnOpenLengthOtherwiseNeedsAFixedOne() throws Exception {
        Tensor x = Layers.input(3);
        Model model = Models.model(x, new Squares().apply(x));
        Path file = folder.resolve("model.onnx");
        assertThatThrownBy(() -> model.export(file))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContainingAll("depends on the number of samples", "batchSize", "squares");
        model.export(file, e -> e.batchSize(4));
        try (OnnxSession session = new OnnxSession(file)) {
            List<Tensor> samples = List.of(Tensors.arange(12).cast("float32").reshape(4, 3));
            Close.check("squares", model.predict(samples), session.run(samples), 1e-5);
        }
    }

    @Test
    void aStateThatIsKeptIsRefused() {
        Tensor x = Layers.batchInput(2, 4, 3);
        Model model = Models.model(x, Layers.lstm(4).stateful(true).apply(x));
        assertThatThrownBy(() -> model.export(folder.resolve("model.onnx"), e -> e.batchSize(2)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("stateful");
        assertThat(folder).isEmptyDirectory();
    }
}
