package org.triceras.keras.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** Values and gradients of every loss against real Keras. */
class LossesGoldenTest {
    /** Keras forgets these two options in its configs; the cases' names tell them. */
    private static Map<String, Object> config(GoldenCase c) {
        Map<String, Object> config = new LinkedHashMap<>(c.config());
        if (c.name().contains("_delta_")) {
            config.put("delta", 0.5);
        } else if (c.name().startsWith("CosineSimilarity_axis_0")) {
            config.put("axis", 0);
        }
        return config;
    }

    @TestFactory
    Stream<DynamicTest> valuesAndGradients() {
        return Golden.cases("losses").stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    Loss loss = Losses.known().get(c.className()).apply(config(c));
                    assertThat(loss.getConfig().keySet()).containsAll(c.config().keySet());
                    Tensor yTrue = c.array("y_true").tensor();
                    Tensor yPred = c.array("y_pred").tensor();
                    Tensor weight =
                            c.has("sample_weight") ? c.array("sample_weight").tensor() : null;
                    c.array("value").check("value", loss.apply(yTrue, yPred, weight, null), 1e-5);
                    TensorFunction total = TensorFunction.of(in ->
                            List.of(loss.apply(yTrue, in.get(0), weight, null).sum()));
                    c.array("gradient").check("gradient", total.gradient(yPred).get(0), 1e-5);
                }));
    }

    @Test
    void everyLossHasACase() {
        Set<String> names = new HashSet<>();
        Golden.cases("losses").forEach(c -> names.add(c.className()));
        assertThat(names).containsAll(Losses.known().keySet());
    }

    @Test
    void softmaxOutputsUseTheirLogits() {
        Tensor logits = Tensors.of(new float[][] {{200, 0, -200}, {0, 300, 0}});
        Tensor labels = Tensors.of(new float[][] {{0, 0, 1}, {0, 1, 0}});
        TensorFunction f = TensorFunction.of(in ->
                List.of(new CategoricalCrossentropy().apply(labels, in.get(0).softmax())));
        // From the probabilities alone the first row could not lose more than -log(epsilon), about 16.
        assertThat(f.call(logits).item()).isEqualTo(200.0);
    }

    @Test
    void unknownNamesGetASuggestion() {
        assertThatThrownBy(() -> Losses.get("categorical_crosentropy"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Did you mean \"categorical_crossentropy\"?");
        assertThat(Losses.get("mae")).isInstanceOf(MeanAbsoluteError.class);
        assertThat(Losses.get("kl_divergence")).isInstanceOf(KLDivergence.class);
    }
}
