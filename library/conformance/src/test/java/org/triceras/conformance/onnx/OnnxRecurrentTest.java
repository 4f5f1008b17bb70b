package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.function;
import static org.triceras.conformance.onnx.ModelCase.layer;
import static org.triceras.conformance.onnx.ModelCase.model;
import static org.triceras.keras.layers.Layers.*;

import java.util.List;
import java.util.stream.Stream;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.Recurrent;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

class OnnxRecurrentTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                layer("simple rnn", () -> simpleRNN(4), 6, 3),
                layer("simple rnn sequences", () -> simpleRNN(4).returnSequences(true), 6, 3),
                layer("lstm", () -> lstm(4), 6, 3),
                layer("lstm sequences", () -> lstm(4).returnSequences(true), 6, 3),
                layer("lstm backwards", () -> lstm(4).goBackwards(true).returnSequences(true), 6, 3),
                layer("lstm unrolled", () -> lstm(4).unroll(true), 6, 3),
                layer("lstm of one step", () -> lstm(4), 1, 3),
                layer(
                        "lstm other activations",
                        () -> lstm(4).activation("relu").recurrentActivation("hard_sigmoid"),
                        6,
                        3),
                layer("lstm long", () -> lstm(8), 100, 3).within(1e-4),
                layer("gru", () -> gru(4), 6, 3),
                layer("gru reset before", () -> gru(4).resetAfter(false).returnSequences(true), 6, 3),
                layer("rnn of cells", () -> rnn(lstmCell(4), gruCell(3), simpleRNNCell(2)), 6, 3),
                layer("bidirectional", () -> bidirectional(lstm(4)), 6, 3),
                layer("bidirectional sequences", () -> bidirectional(gru(4).returnSequences(true)), 6, 3),
                layer("bidirectional sum", () -> bidirectional(gru(4)).mergeMode("sum"), 6, 3),
                layer("bidirectional two layers", () -> bidirectional(lstm(4), gru(4).goBackwards(true)), 6, 3),
                layer("conv lstm 1d", () -> convLSTM1d(3, 2), 4, 6, 2),
                layer("conv lstm 2d", () -> convLSTM2d(3, 2).padding("same").returnSequences(true), 4, 5, 6, 2),
                layer("conv lstm 3d", () -> convLSTM3d(2, 2), 3, 3, 4, 3, 2),
                layer("time distributed", () -> timeDistributed(conv2d(2, 2)), 4, 5, 6, 3),
                model(
                        "stacked",
                        () -> Models.sequential(
                                inputLayer(6, 3),
                                lstm(5).returnSequences(true),
                                gru(4).returnSequences(true),
                                simpleRNN(3),
                                dense(2))),
                model("encoder and decoder", OnnxRecurrentTest::encoderAndDecoder),
                masked("masked by an embedding, lstm", lstm(4)),
                masked("masked by an embedding, gru", gru(4).returnSequences(true)),
                masked(
                        "masked by an embedding, zeros",
                        lstm(4).returnSequences(true).zeroOutputForMask(true)),
                masked("masked by an embedding, bidirectional", bidirectional(lstm(4))),
                masked("masked by an embedding, time distributed", timeDistributed(dense(2))),
                masked("masked by an embedding, mean", globalAveragePooling1d()),
                function("masked by zeros", x -> lstm(4).apply(masking(0).apply(x.relu())), 6, 1));
    }

    /** Among the random words are zeros, which the layer leaves out. */
    private static ModelCase masked(String name, Layer layer) {
        return model(
                name,
                () -> Models.sequential(inputLayer("int32", 6), embedding(5, 3).maskZero(true), layer));
    }

    private static Model encoderAndDecoder() {
        Tensor source = input(5, 3);
        Tensor target = input(4, 2);
        List<Tensor> encoded = lstm(6).returnState(true).applyAll(source);
        Recurrent<?> decoder = lstm(6).returnSequences(true);
        return Models.model(
                List.of(source, target), dense(2).apply(decoder.apply(target, encoded.get(1), encoded.get(2))));
    }
}
