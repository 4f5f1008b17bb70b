package org.triceras.keras.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

class ActivationsTest {
    static List<GoldenCase> cases() {
        return Golden.cases("activations");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKeras(GoldenCase c) {
        Activation activation = activation(c.text("function"), c.map("options"));
        Tensor x = c.array("input").tensor();
        c.array("output").check("output", activation.apply(x), 1e-5);
        Tensor upstream = c.has("upstream") ? c.array("upstream").tensor() : null;
        TensorFunction sum = TensorFunction.of(xs -> {
            Tensor y = activation.apply(xs.get(0));
            return List.of((upstream == null ? y : y.mul(upstream)).sum());
        });
        c.array("gradient").check("gradient", sum.gradient(x).get(0), 1e-5);
    }

    private static Activation activation(String function, Map<String, Object> options) {
        if (options.isEmpty()) {
            return Activations.get(function);
        }
        switch (function) {
            case "celu":
                return x -> Activations.celu(x, number(options, "alpha", 1));
            case "elu":
                return x -> Activations.elu(x, number(options, "alpha", 1));
            case "gelu":
                return x -> Activations.gelu(x, (Boolean) options.get("approximate"));
            case "glu":
                return x -> Activations.glu(x, (int) number(options, "axis", -1));
            case "hard_shrink":
                return x -> Activations.hardShrink(x, number(options, "threshold", 0.5));
            case "leaky_relu":
                return x -> Activations.leakyRelu(x, number(options, "negative_slope", 0.2));
            case "log_softmax":
                return x -> x.logSoftmax((int) number(options, "axis", -1));
            case "softmax":
                return x -> x.softmax((int) number(options, "axis", -1));
            case "sparsemax":
                return x -> Activations.sparsemax(x, (int) number(options, "axis", -1));
            case "soft_shrink":
                return x -> Activations.softShrink(x, number(options, "threshold", 0.5));
            case "squareplus":
                return x -> Activations.squareplus(x, number(options, "b", 4));
            case "threshold":
                return x ->
                        Activations.threshold(x, number(options, "threshold", 0), number(options, "default_value", 0));
            case "relu":
                return x -> Activations.relu(
                        x,
                        number(options, "negative_slope", 0),
                        options.get("max_value") == null ? null : number(options, "max_value", 0),
                        number(options, "threshold", 0));
            default:
                throw new IllegalArgumentException(function + " " + options);
        }
    }

    private static double number(Map<String, Object> options, String name, double otherwise) {
        return options.get(name) instanceof Number n ? n.doubleValue() : otherwise;
    }

    @Test
    void everyActivationHasGoldenValues() {
        Set<String> golden = cases().stream().map(c -> c.text("function")).collect(Collectors.toSet());
        assertThat(golden).containsAll(Activations.known().keySet());
        assertThat(new TreeSet<>(golden))
                .allMatch(f -> f.equals("threshold") || Activations.known().containsKey(f));
    }

    @Test
    void offersTheNearestName() {
        assertThatThrownBy(() -> Activations.get("relus"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith("Unknown activation \"relus\". Did you mean \"relu\"? Known: celu, ");
    }
}
