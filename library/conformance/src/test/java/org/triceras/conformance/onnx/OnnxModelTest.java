package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.model;
import static org.triceras.keras.layers.Layers.*;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** Models of many layers, in the forms that models have. */
class OnnxModelTest extends OnnxZoo {
    static Stream<ModelCase> cases() {
        return Stream.of(
                model(
                        "mlp",
                        () -> Models.sequential(
                                inputLayer(8),
                                dense(16).activation("relu"),
                                dropout(0.2),
                                dense(3).activation("softmax"))),
                model("cnn", OnnxModelTest::cnn),
                model("residual", OnnxModelTest::residual),
                model("auto-encoder", OnnxModelTest::autoEncoder),
                model("two inputs", OnnxModelTest::twoInputs),
                model("two outputs", OnnxModelTest::twoOutputs),
                model("one output twice", OnnxModelTest::outputTwice),
                model("input as output", OnnxModelTest::inputAsOutput),
                model("an input that is not used", OnnxModelTest::unused),
                model("named inputs and outputs", OnnxModelTest::named),
                model("nested", OnnxModelTest::nested),
                model("a layer twice", OnnxModelTest::sharedLayer),
                model("a model twice", OnnxModelTest::sharedModel),
                model("float64", OnnxModelTest::doubles),
                model("mixed precision", () -> Models.sequential(inputLayer(4), dense(3).dtype("mixed_float16"))),
                model("constant", () -> {
                    Tensor x = input(4);
                    return Models.model(x, List.of(dense(2).apply(x), x.mul(0).add(3)));
                }),
                model("frozen", () -> Models.sequential(inputLayer(4), dense(3).trainable(false), dense(2))),
                model(
                        "text",
                        () -> Models.sequential(
                                inputLayer("int64", 12),
                                embedding(5, 4),
                                conv1d(6, 3).activation("relu"),
                                globalMaxPooling1d(),
                                dense(1).activation("sigmoid"))));
    }

    private static Model cnn() {
        return Models.sequential(
                inputLayer(12, 12, 1),
                conv2d(4, 3).padding("same").activation("relu"),
                batchNormalization(),
                maxPooling2d(2),
                conv2d(8, 3).activation("relu"),
                batchNormalization(),
                globalAveragePooling2d(),
                dense(10).activation("softmax"));
    }

    private static Model residual() {
        Tensor x = input(8, 8, 3);
        Tensor h = conv2d(4, 3).padding("same").apply(x);
        Tensor inner = batchNormalization()
                .apply(conv2d(4, 3).padding("same").useBias(false).apply(h));
        h = activation("relu").apply(add().apply(h, inner));
        return Models.model(x, dense(2).apply(flatten().apply(maxPooling2d(2).apply(h))));
    }

    private static Model autoEncoder() {
        return Models.sequential(
                inputLayer(8, 8, 1),
                conv2d(4, 3).strides(2).padding("same").activation("relu"),
                conv2d(2, 3).strides(2).padding("same").activation("relu"),
                conv2dTranspose(4, 3).strides(2).padding("same").activation("relu"),
                upSampling2d(2),
                conv2d(1, 3).padding("same").activation("sigmoid"));
    }

    private static Model twoInputs() {
        Tensor words = input("int32", 6);
        Tensor numbers = input(3);
        Tensor both = concatenate().apply(lstm(4).apply(embedding(5, 3).apply(words)), numbers);
        return Models.model(List.of(words, numbers), dense(2).apply(both));
    }

    private static Model twoOutputs() {
        Tensor x = input(4);
        Tensor h = dense(8).activation("relu").apply(x);
        return Models.model(x, List.of(dense(3).activation("softmax").apply(h), dense(1).apply(h)));
    }

    private static Model outputTwice() {
        Tensor x = input(4);
        Tensor y = dense(3).apply(x);
        return Models.model(x, List.of(y, y));
    }

    private static Model inputAsOutput() {
        Tensor x = input(4);
        return Models.model(x, List.of(x, dense(3).apply(x)));
    }

    private static Model unused() {
        Tensor x = input(4);
        Tensor other = input(2);
        return Models.model(List.of(x, other), dense(3).apply(x));
    }

    private static Model named() {
        Tensor a = input(4);
        Tensor b = input(3);
        Tensor both = concatenate().apply(a, b);
        return Models.model(
                Map.of("second", a, "first", b), Map.of("sum", dense(1).apply(both), "class", dense(2).apply(both)));
    }

    private static Model nested() {
        Model inner = Models.sequential(inputLayer(6), dense(5).activation("tanh"), dense(3));
        Tensor x = input(4, 6);
        Model middle = Models.sequential(inputLayer(4, 6), timeDistributed(inner), flatten());
        return Models.model(x, dense(2).apply(middle.apply(x)));
    }

    private static Model sharedLayer() {
        Tensor a = input(4);
        Tensor b = input(4);
        var layer = dense(3).activation("relu");
        return Models.model(List.of(a, b), dot(1).normalize(true).apply(layer.apply(a), layer.apply(b)));
    }

    private static Model sharedModel() {
        Model tower = Models.sequential(inputLayer(8, 8, 1), conv2d(3, 3).activation("relu"), flatten(), dense(4));
        Tensor a = input(8, 8, 1);
        Tensor b = input(8, 8, 1);
        return Models.model(
                List.of(a, b), tower.apply(a).sub(tower.apply(b)).abs().sum(1));
    }

    private static Model doubles() {
        Tensor x = input("float64", 4);
        return Models.model(x, dense(3).dtype("float64").activation("tanh").apply(x));
    }
}
