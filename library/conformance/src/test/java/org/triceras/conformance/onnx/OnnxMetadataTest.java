package org.triceras.conformance.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** What a file says of its inputs and outputs. */
class OnnxMetadataTest {
    @TempDir
    Path folder;

    private static Model twoInputs() {
        Tensor words = Layers.inputLayer("int32", 6).name("words").output();
        Tensor image = Layers.inputLayer(8, 8, 1).name("image").output();
        Tensor a = Layers.embedding(5, 3).apply(words).mean(1);
        Tensor b = Layers.flatten().apply(image);
        return Models.model(
                List.of(words, image),
                List.of(
                        Layers.dense(2).name("label").apply(Layers.concatenate().apply(a, b)),
                        Layers.dense(1).name("price").apply(b)));
    }

    private OnnxSession session(String name, Model model) throws Exception {
        Path file = Exported.file(name, folder);
        model.export(file);
        return new OnnxSession(file);
    }

    @Test
    void inputsAndOutputsHaveTheNamesOfTheirLayers() throws Exception {
        try (OnnxSession session = session("layer names", twoInputs())) {
            assertThat(session.inputNames()).containsExactly("words", "image");
            assertThat(session.outputNames()).containsExactly("label", "price");
        }
    }

    @Test
    void shapesBeginWithAnyNumberOfSamples() throws Exception {
        try (OnnxSession session = session("shapes", twoInputs())) {
            assertThat(session.inputs())
                    .containsExactly(
                            new Spec(Shape.of(Shape.UNKNOWN, 6), DType.INT32),
                            new Spec(Shape.of(Shape.UNKNOWN, 8, 8, 1), DType.FLOAT32));
            assertThat(session.outputs())
                    .containsExactly(
                            new Spec(Shape.of(Shape.UNKNOWN, 2), DType.FLOAT32),
                            new Spec(Shape.of(Shape.UNKNOWN, 1), DType.FLOAT32));
            String batch = session.axisNames("words").get(0);
            assertThat(batch).isNotEmpty();
            assertThat(session.axisNames("words")).containsExactly(batch, "");
            assertThat(session.axisNames("image")).containsExactly(batch, "", "", "");
        }
    }

    @Test
    void aBatchSizeIsFixedWhenAsked() throws Exception {
        Path file = Exported.file("fixed batch", folder);
        Model model = twoInputs();
        model.export(file, e -> e.batchSize(2));
        try (OnnxSession session = new OnnxSession(file)) {
            assertThat(session.inputs()).extracting(Spec::shape).containsExactly(Shape.of(2, 6), Shape.of(2, 8, 8, 1));
            assertThat(session.outputs()).extracting(Spec::shape).containsExactly(Shape.of(2, 2), Shape.of(2, 1));
            List<Tensor> x = List.of(Tensors.arange(12).mod(5).reshape(2, 6), Tensors.ones(2, 8, 8, 1));
            Close.check("fixed", model.predict(x), session.run(x), 1e-5);
        }
    }

    @Test
    void openAxesTakeTheLengthGiven() throws Exception {
        Tensor x = Layers.input("int32", -1);
        Model model = Models.model(
                x,
                Layers.dense(2)
                        .apply(Layers.lstm(4).apply(Layers.embedding(5, 3).apply(x))));
        Path file = Exported.file("open axes", folder);
        model.export(file.toString(), e -> e.inputShapes(new int[] {6}));
        try (OnnxSession session = new OnnxSession(file)) {
            assertThat(session.inputs()).extracting(Spec::shape).containsExactly(Shape.of(Shape.UNKNOWN, 6));
            List<Tensor> words = List.of(Tensors.arange(18).mod(5).reshape(3, 6));
            Close.check("open", model.predict(words), session.run(words), 1e-5);
        }
    }

    @Test
    void namesOfDictionariesAreKept() throws Exception {
        Tensor a = Layers.input(4);
        Tensor b = Layers.input(3);
        Tensor both = Layers.concatenate().apply(a, b);
        Model model = Models.model(
                Map.of("size", a, "age", b),
                Map.of(
                        "price",
                        Layers.dense(1).apply(both),
                        "kind",
                        Layers.dense(2).apply(both)));
        try (OnnxSession session = session("dictionary names", model)) {
            assertThat(session.inputNames()).containsExactly("age", "size");
            assertThat(session.outputNames()).containsExactly("kind", "price");
        }
    }

    @Test
    void aModelOfOnesOwnHasAnInputAndAnOutput() throws Exception {
        Model model = new OnnxOwnModelTest.Net();
        model.apply(Tensors.ones(2, 3));
        try (OnnxSession session = session("own names", model)) {
            assertThat(session.inputNames()).containsExactly("input");
            assertThat(session.outputNames()).containsExactly("output");
        }
        Model pair = new OnnxOwnModelTest.Pair();
        pair.applyAll(Tensors.ones(2, 6, 2), Tensors.ones(2, 3));
        try (OnnxSession session = session("own names of two", pair)) {
            assertThat(session.inputNames()).containsExactly("input_0", "input_1");
            assertThat(session.outputNames()).containsExactly("output_0", "output_1");
        }
    }

    @Test
    void theWeightsOfALayerAreThereOnce() throws Exception {
        Model tower = Models.sequential(Layers.inputLayer(8, 8, 16), Layers.conv2d(64, 3), Layers.flatten());
        Tensor a = Layers.input(8, 8, 16);
        Tensor b = Layers.input(8, 8, 16);
        Path once = Exported.file("weights", folder);
        Path twice = Exported.file("weights of both", folder);
        tower.export(once);
        Models.model(List.of(a, b), tower.apply(a).sub(tower.apply(b))).export(twice);
        assertThat(Files.size(twice)).isLessThan(Files.size(once) + 2000);
    }
}
