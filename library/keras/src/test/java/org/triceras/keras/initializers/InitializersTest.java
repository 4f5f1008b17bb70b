package org.triceras.keras.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenArray;
import org.triceras.keras.testing.GoldenCase;
import org.triceras.keras.util.Rng;

class InitializersTest {
    static List<GoldenCase> cases() {
        return Golden.cases("initializers");
    }

    private static Initializer make(GoldenCase c) {
        Map<String, Object> config = new LinkedHashMap<>(c.config());
        if (c.className().equals("Identity") && c.name().contains("gain")) {
            config.put("gain", 0.5); // Keras leaves the gain out of the config
        }
        return Initializers.get(Map.of("class_name", c.className(), "config", config));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKeras(GoldenCase c) {
        Initializer initializer = make(c);
        Map<String, Object> config = new LinkedHashMap<>(initializer.getConfig());
        if (c.className().equals("Identity")) {
            config.remove("gain");
        }
        assertThat(config).isEqualTo(c.config());
        Rng.setRandomSeed(7);
        switch (c.text("kind")) {
            case "fixed" -> {
                GoldenArray expected = c.array("value");
                expected.check("value", initializer.call(Shape.of(expected.shape()), DType.FLOAT32), 1e-5);
            }
            case "random" ->
                checkMoments(c, initializer.call(shape(c), DType.FLOAT32).toDoubleArray());
            default -> checkOrthogonal(initializer.call(shape(c), DType.FLOAT32), c.number("gain"));
        }
    }

    private static Shape shape(GoldenCase c) {
        return Shape.of(
                ((List<?>) c.plain("shape")).stream().mapToInt(n -> (Integer) n).toArray());
    }

    private static void checkMoments(GoldenCase c, double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        double stddev = c.number("stddev");
        double error = stddev / Math.sqrt(values.length);
        assertThat(mean).isCloseTo(c.number("mean"), within(5 * error));
        assertThat(Math.sqrt(variance)).isCloseTo(stddev, within(5 * error));
        if (c.has("lower_limit")) {
            double low = c.number("lower_limit") - 1e-6;
            double high = c.number("upper_limit") + 1e-6;
            assertThat(Arrays.stream(values).filter(v -> v < low || v > high)).isEmpty();
        }
    }

    private static void checkOrthogonal(Tensor w, double gain) {
        int columns = w.shape().last();
        int rows = w.size() / columns;
        Tensor flat = w.reshape(rows, columns).cast("float64");
        Tensor product = rows < columns ? flat.matmul(flat, false, true) : flat.matmul(flat, true, false);
        int n = Math.min(rows, columns);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(product.get(i, j)).isCloseTo(i == j ? gain * gain : 0, within(1e-5));
            }
        }
    }

    @Test
    void everyInitializerHasGoldenValues() {
        Set<String> golden = cases().stream().map(GoldenCase::className).collect(Collectors.toSet());
        assertThat(golden)
                .containsAll(Initializers.known().keySet().stream()
                        .filter(name -> !name.endsWith("Initializer"))
                        .toList());
    }

    @Test
    void aSeedGivesTheSameValuesAndNoneOthers() {
        Shape shape = Shape.of(3, 4);
        for (String name : List.of("glorot_uniform", "he_normal", "orthogonal", "random_normal")) {
            Initializer seeded = Initializers.get(
                    Map.of("class_name", Initializers.get(name).className(), "config", Map.of("seed", 5)));
            float[] first = seeded.call(shape, DType.FLOAT32).toFloatArray();
            assertThat(seeded.call(shape, DType.FLOAT32).toFloatArray()).isEqualTo(first);
            Initializer unseeded = Initializers.get(name);
            assertThat(unseeded.call(shape, DType.FLOAT32).toFloatArray())
                    .isNotEqualTo(unseeded.call(shape, DType.FLOAT32).toFloatArray());
        }
    }
}
