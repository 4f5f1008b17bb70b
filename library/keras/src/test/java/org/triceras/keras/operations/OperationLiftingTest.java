package org.triceras.keras.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.Functional;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** Tensor operations between the layers of a model are written as Keras's operations, and read again. */
class OperationLiftingTest {
    private static Arguments of(String name, UnaryOperator<Tensor> body) {
        return Arguments.of(name, body);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                of("plus", h -> h.add(h.sigmoid())),
                of("numbers", h -> h.mul(2).sub(1).div(3).pow(2)),
                of("array", h -> h.mul(Tensors.arange(0, 6, 1).cast("float32"))),
                of(
                        "functions",
                        h -> h.softplus().add(h.tanh()).sub(h.abs().sqrt()).maximum(0.1)),
                of("where", h -> h.gt(0).where(h, h.exp())),
                of("mean", h -> h.mean(-1, true).mul(h)),
                of("shapes", h -> h.reshape(-1, 2, 3).transpose(0, 2, 1).reshape(-1, 6)),
                of(
                        "slices",
                        h -> Tensors.concat(
                                -1, h.slice(1, 0, 6, 2), h.slice(1, 3, 6).flip(1))),
                of("softmax", h -> h.softmax().add(h.logSoftmax())),
                of("argmax", h -> h.argmax(-1).cast("float32").expandDims(-1).mul(h)),
                of("matmul", h -> h.matmul(Tensors.ones(6, 6)).stopGradient()),
                of("pad", h -> h.slice(1, 0, 4).pad(new int[] {0, 1}, new int[] {0, 1}, 0.5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void isTheSameModelWhenReadAgain(String name, UnaryOperator<Tensor> body) {
        Tensor input = Layers.input(6);
        Tensor h = new Dense(6).apply(input);
        Model model = new Functional(List.of(input), List.of(new Dense(2).apply(body.apply(h))));
        Model again = Models.modelFromConfig(model.toConfig());
        again.setWeights(model.getWeights());
        Tensor x = RandomTensors.uniform(RandomTensors.seed(3, 0), Shape.of(5, 6), -1, 1);
        Tensor difference = again.predict(x).sub(model.predict(x)).abs().max();
        assertThat(difference.item()).isLessThan(1e-6);
        assertThat(Models.modelFromConfig(again.toConfig()).toConfig().get("config"))
                .isEqualTo(again.toConfig().get("config"));
    }

    @Test
    void theNumberOfSamplesStaysOpen() {
        Tensor x = Layers.input(4, 6);
        assertThat(x.repeat(2, 1).shape()).isEqualTo(Shape.of(-1, 8, 6));
        assertThat(x.tile(2, 2).shape()).isEqualTo(Shape.of(-1, 4, 12));
        assertThat(x.repeat(2, 0).flatten().shape()).isEqualTo(Shape.of(-1, 24));
        Model model = new Functional(List.of(x), List.of(x.repeat(2, 1).flatten()));
        assertThat(model.predict(Tensors.arange(0, 72, 1).cast("float32").reshape(3, 4, 6))
                        .get(2, 6))
                .isEqualTo(48);
        assertThatThrownBy(() -> x.reshape(-1, 6).reshape(-1, 4, 6)).hasMessageContaining("None*6 elements");
    }

    @Test
    void namesDoNotClashWithThoseOfLayers() {
        Tensor input = Layers.input(3);
        Dense add = new Dense(3);
        add.setName("add");
        Tensor h = add.apply(input);
        Model model = new Functional(List.of(input), List.of(h.add(input).add(h)));
        List<?> layers = (List<?>) ((Map<?, ?>) model.toConfig().get("config")).get("layers");
        assertThat(layers).extracting(l -> ((Map<?, ?>) l).get("name")).doesNotHaveDuplicates();
    }

    @Test
    void whatKerasHasNoNameForIsAnErrorThatSaysSo() {
        Tensor input = Layers.input(3);
        Model model = new Functional(List.of(input), List.of(input.gatherAlong(input.argsort(-1), 1)));
        assertThatThrownBy(model::toConfig).hasMessageContaining("layer of your own");
    }
}
