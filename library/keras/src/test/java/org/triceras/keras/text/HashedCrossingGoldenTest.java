package org.triceras.keras.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** The bins of combinations against real Keras. */
class HashedCrossingGoldenTest {
    static List<GoldenCase> cases() {
        return Golden.cases("hashed_crossing");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKeras(GoldenCase c) {
        HashedCrossing crossing = new HashedCrossing((Integer) c.config().get("num_bins"))
                .outputMode((String) c.config().get("output_mode"));
        Object[] features = c.objects("features").stream()
                .map(f -> f.has("words") ? f.texts("words") : f.array("numbers").tensor())
                .toArray();
        c.array("output").check("output", crossing.apply(features), 0);
    }

    @Test
    void scalarsBecomeOneVector() {
        Tensor one = Tensors.scalar(3, DType.INT64);
        assertThat(new HashedCrossing(4).outputMode("one_hot").apply(one, one).shape())
                .isEqualTo(Shape.of(4));
    }

    @Test
    void whatCannotBe() {
        Tensor numbers = Tensors.of(new int[] {1, 2});
        HashedCrossing crossing = new HashedCrossing(3);
        assertThatThrownBy(() -> new HashedCrossing(0)).hasMessageContaining("Received 0");
        assertThatThrownBy(() -> crossing.outputMode("count")).hasMessageContaining("one_hot");
        assertThatThrownBy(() -> crossing.apply(numbers))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("at least two features. Received 1");
        assertThatThrownBy(() -> crossing.apply(numbers, Tensors.ones(2)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("a tensor of float32");
        assertThatThrownBy(() -> crossing.apply(numbers, List.of("a")))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(2,) and (1,)");
        assertThatThrownBy(() -> crossing.apply(Tensors.of(new int[4], 2, 2), Tensors.of(new int[4], 2, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(2, 2)");
    }
}
