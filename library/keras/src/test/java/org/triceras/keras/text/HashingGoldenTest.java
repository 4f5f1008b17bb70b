package org.triceras.keras.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** The bins of words and numbers against real Keras. */
class HashingGoldenTest {
    static List<GoldenCase> cases() {
        return Golden.cases("hashing");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKeras(GoldenCase c) {
        Map<String, Object> config = c.config();
        Hashing hashing = new Hashing((Integer) config.get("num_bins")).outputMode((String) config.get("output_mode"));
        if (config.get("mask_value") instanceof String word) {
            hashing.maskValue(word);
        } else if (config.get("mask_value") instanceof Number number) {
            hashing.maskValue(number.longValue());
        }
        if (config.get("salt") instanceof List<?> salt) {
            hashing.salt(((Number) salt.get(0)).longValue(), ((Number) salt.get(1)).longValue());
        }
        Tensor bins = c.has("words")
                ? hashing.apply(c.texts("words"))
                : hashing.apply(c.array("numbers").tensor());
        c.array("output").check("output", bins, 0);
    }

    @Test
    void binsAreWholeNumbers() {
        Tensor bins = new Hashing(3).apply(List.of("a", "b"));
        assertThat(bins.dtype()).isEqualTo(DType.INT64);
        assertThat(bins.shape()).isEqualTo(Shape.of(2));
    }

    @Test
    void whatCannotBe() {
        assertThatThrownBy(() -> new Hashing(0))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Received 0");
        assertThatThrownBy(() -> new Hashing(2).outputMode("onehot"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("one_hot");
    }
}
