package org.triceras.keras.regularizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.constraints.Constraints;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** Regularizers with their gradients, and constraints, against Keras's. */
class PenaltyGoldenTest {
    static List<GoldenCase> regularizers() {
        return Golden.cases("regularizers");
    }

    static List<GoldenCase> constraints() {
        return Golden.cases("constraints");
    }

    @ParameterizedTest
    @MethodSource("regularizers")
    void regularizerMatchesKeras(GoldenCase c) {
        Regularizer regularizer = Regularizers.get(Map.of("class_name", c.className(), "config", c.config()));
        Tensor x = c.array("input").tensor();
        c.array("value").check(c.name(), regularizer.call(x), 1e-5);
        TensorFunction traced = TensorFunction.of(
                // Zero times the sum: a penalty without any factor does not depend on its input.
                in -> List.of(regularizer.call(in.get(0)).add(in.get(0).sum().mul(0))));
        c.array("gradient").check("gradient of " + c, traced.gradient(x).get(0), 1e-5);
        assertThat(regularizer.getConfig()).isEqualTo(c.config());
    }

    @ParameterizedTest
    @MethodSource("constraints")
    void constraintMatchesKeras(GoldenCase c) {
        Constraint constraint = Constraints.get(Map.of("class_name", c.className(), "config", c.config()));
        Tensor w = c.array("input").tensor();
        c.array("output").check(c.name(), constraint.call(w), 1e-5);
        Tensor traced =
                TensorFunction.of(in -> List.of(constraint.call(in.get(0)))).call(w);
        c.array("output").check("compiled " + c, traced, 1e-5);
        Map<String, Object> config = constraint.getConfig();
        c.config().forEach((key, value) -> assertThat(number(config.get(key))).isEqualTo(number(value)));
    }

    private static Object number(Object value) {
        return value instanceof Number n ? (Object) n.doubleValue() : value;
    }

    @Test
    void everyClassHasACase() {
        TreeSet<String> covered = new TreeSet<>();
        regularizers().forEach(c -> covered.add(c.className()));
        constraints().forEach(c -> covered.add(c.className()));
        assertThat(covered)
                .containsAll(Regularizers.known().keySet())
                .containsAll(Constraints.known().keySet());
    }

    @Test
    void unknownNamesGetTheNearest() {
        assertThatThrownBy(() -> Regularizers.get("l3"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Did you mean");
        assertThatThrownBy(() -> Constraints.get("max_nrm"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("max_norm");
    }
}
