package org.triceras.conformance.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triceras.conformance.onnx.ModelCase.function;
import static org.triceras.conformance.onnx.ModelCase.functionOfInts;
import static org.triceras.conformance.onnx.ModelCase.layer;
import static org.triceras.conformance.onnx.ModelCase.model;
import static org.triceras.keras.layers.Layers.*;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** Models that take texts and series of any length, and images of any size. */
class OnnxOpenLengthTest extends OnnxZoo {
    private static final int OPEN = Shape.UNKNOWN;

    /** Adds each step's number. */
    static class Numbered extends Layer {
        @Override
        public Tensor call(Tensor x) {
            return x.add(Tensors.arange(x.shape().dim(1)).cast("float32").expandDims(1));
        }
    }

    static class Centered extends Layer {
        @Override
        public Tensor call(Tensor x) {
            return x.sub(x.mean(new int[] {0, 1}, true));
        }
    }

    /** The last step and the one before it. */
    static class Ends extends Layer {
        @Override
        public Tensor call(Tensor x) {
            int length = x.shape().dim(1);
            return x.slice(1, length - 1, length).add(x.slice(1, length - 2, length - 1));
        }
    }

    static Stream<ModelCase> cases() {
        return Stream.of(
                functionOfInts(
                        "mean of words",
                        x -> dense(2).apply(globalAveragePooling1d().apply(words(x))),
                        OPEN),
                functionOfInts("masked mean", x -> globalAveragePooling1d().apply(masked(x)), OPEN),
                layer("lstm", () -> lstm(4), OPEN, 3).within(1e-4),
                layer("gru steps", () -> gru(4).returnSequences(true), OPEN, 3).within(1e-4),
                layer("simple rnn backwards", () -> simpleRNN(4).goBackwards(true), OPEN, 3),
                layer("bidirectional", () -> bidirectional(lstm(4).returnSequences(true)), OPEN, 3)
                        .within(1e-4),
                functionOfInts("masked lstm", x -> lstm(4).apply(masked(x)), OPEN)
                        .within(1e-4),
                layer("time distributed", () -> timeDistributed(dense(4).activation("relu")), OPEN, 3),
                layer("dense", () -> dense(4), OPEN, 3),
                function("conv1d", x -> globalMaxPooling1d().apply(conv1d(4, 3).apply(x)), OPEN, 3),
                layer("conv1d same", () -> conv1d(4, 3).padding("same").activation("relu"), OPEN, 3),
                layer("conv1d causal", () -> conv1d(4, 3).padding("causal").dilationRate(2), OPEN, 3),
                layer("conv1d strided", () -> conv1d(4, 4).strides(3), OPEN, 3),
                layer("conv1d transpose", () -> conv1dTranspose(4, 3).strides(2), OPEN, 3),
                function(
                        "pooled", x -> averagePooling1d(2).apply(maxPooling1d(3).apply(x)), OPEN, 3),
                layer("padded", () -> zeroPadding1d(2), OPEN, 3),
                layer("cropped", () -> cropping1d(2), OPEN, 3),
                layer("up-sampled", () -> upSampling1d(2), OPEN, 3),
                layer("normalized", () -> layerNormalization(), OPEN, 3),
                layer("batch-normalized", () -> batchNormalization(), OPEN, 3),
                functionOfInts("attention", x -> attention().apply(masked(x), words(x)), OPEN),
                functionOfInts("transformer", OnnxOpenLengthTest::transformer, OPEN),
                layer("numbered", Numbered::new, OPEN, 3),
                layer("centered", Centered::new, OPEN, 3),
                layer("ends", Ends::new, OPEN, 3),
                function("image", OnnxOpenLengthTest::imageNetwork, OPEN, OPEN, 3),
                function(
                        "segmentation",
                        x -> conv2d(4, 3)
                                .padding("same")
                                .activation("softmax")
                                .apply(upSampling2d(2).apply(x)),
                        OPEN,
                        OPEN,
                        3),
                model("two of one length", () -> {
                    List<Tensor> inputs = List.of(input(OPEN, 3), input(OPEN, 3));
                    return Models.model(inputs, List.of(gru(4).apply(add().apply(inputs.get(0), inputs.get(1)))));
                }));
    }

    private static Tensor words(Tensor x) {
        return embedding(5, 8).apply(x);
    }

    private static Tensor masked(Tensor x) {
        return embedding(5, 8).maskZero(true).apply(x);
    }

    private static Tensor transformer(Tensor x) {
        Tensor h = masked(x);
        Tensor normal = layerNormalization().apply(h);
        h = add().apply(h, multiHeadAttention(2, 4).useCausalMask(true).apply(normal, normal));
        return dense(5).activation("softmax").apply(h);
    }

    private static Tensor imageNetwork(Tensor x) {
        Tensor h = conv2d(4, 3).activation("relu").apply(x);
        h = batchNormalization().apply(maxPooling2d(2).apply(h));
        return dense(2).apply(globalAveragePooling2d().apply(conv2d(5, 3).apply(h)));
    }

    @Test
    void twoInputsHaveTheirOwnLengths() throws Exception {
        List<Tensor> inputs = List.of(input(OPEN, 3), input(OPEN, 3));
        Model model = Models.model(
                inputs, List.of(attention().apply(dense(4).apply(inputs.get(0)), dense(4).apply(inputs.get(1)))));
        Path file = folder.resolve("model.onnx");
        model.export(file);
        RandomValues random = new RandomValues(5);
        List<Tensor> short0 = random.inputs(model, 2);
        List<Tensor> x = List.of(short0.get(0), short0.get(1).slice(1, 0, 7));
        try (OnnxSession session = new OnnxSession(file)) {
            Close.check("lengths " + x.get(0).shape() + x.get(1).shape(), model.predict(x), session.run(x), 1e-5);
        }
    }

    @Test
    void givenLengthsAreFixed() throws Exception {
        Tensor x = input(OPEN, OPEN, 3);
        Path file = folder.resolve("model.onnx");
        Models.model(x, conv2d(2, 3).apply(x)).export(file, e -> e.inputShapes(new int[] {8, -1, 3}));
        try (OnnxSession session = new OnnxSession(file)) {
            assertThat(session.outputs().get(0).shape()).isEqualTo(Shape.of(-1, 6, -1, 2));
        }
    }
}
