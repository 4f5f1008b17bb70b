package org.triceras.keras.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files are whole: they can be read, name their Keras, and agree with themselves. */
class GoldenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "activations",
                "callbacks",
                "losses",
                "metrics",
                "confusion_matrix",
                "initializers",
                "regularizers",
                "constraints",
                "optimizers",
                "schedules",
                "operations",
                "training"
            })
    void namesItsKeras(String name) {
        assertThat(Golden.file(name).text("keras")).startsWith("3.");
        assertThat(Golden.cases(name)).isNotEmpty();
        Set<String> names = new HashSet<>();
        for (GoldenCase c : Golden.cases(name)) {
            assertThat(names.add(c.name())).as("%s occurs once", c).isTrue();
        }
    }

    @Test
    void layersHaveWeightsAndGradientsInStep() {
        List<GoldenCase> layers = Golden.layers();
        assertThat(layers).hasSizeGreaterThan(200);
        for (GoldenCase c : layers) {
            List<GoldenCase> weights = c.objects("weights");
            List<GoldenArray> gradients = c.object("gradient").arrays("weights");
            assertThat(gradients).as(c.name()).hasSameSizeAs(weights);
            for (int i = 0; i < weights.size(); i++) {
                boolean trainable = weights.get(i).flag("trainable");
                assertThat(gradients.get(i) != null).as(c.name()).isEqualTo(trainable);
                if (trainable) {
                    assertThat(gradients.get(i).shape())
                            .isEqualTo(weights.get(i).asArray().shape());
                }
            }
            for (GoldenArray output : c.arrays("output")) {
                assertThat(output.values())
                        .hasSize(Arrays.stream(output.shape()).reduce(1, (a, b) -> a * b));
            }
            assertThat(c.arrays("upstream")).hasSameSizeAs(c.arrays("output"));
            assertThat(c.shapes("output_shape")).hasSameSizeAs(c.arrays("output"));
        }
    }

    @Test
    void readsNumbersAsKerasWroteThem() {
        GoldenCase dropout = Golden.cases("layers/Dropout").get(0);
        assertThat(dropout.config()).containsEntry("rate", 0.3).containsEntry("seed", null);
        GoldenCase dense = Golden.cases("layers/Dense").get(0);
        assertThat(dense.config()).containsEntry("units", 3).containsEntry("use_bias", true);
    }

    @Test
    void comparesWithinTheTolerance() {
        GoldenArray expected = new GoldenArray(new int[] {2}, "float32", new double[] {1, Double.NaN});
        expected.check("same", new int[] {2}, new double[] {1 + 9e-6, Double.NaN}, 1e-5);
        assertThatThrownBy(() -> expected.check("off", new int[] {2}, new double[] {1 + 2e-5, Double.NaN}, 1e-5))
                .hasMessageContaining("off, element 0")
                .hasMessageContaining("Keras gives 1.0");
        assertThatThrownBy(() -> expected.check("no NaN", new int[] {2}, new double[] {1, 0}, 1e-5))
                .hasMessageContaining("element 1");
        assertThatThrownBy(() -> expected.check("shape", new int[] {2, 1}, new double[] {1, Double.NaN}, 1e-5))
                .hasMessageContaining("shape of shape");
    }
}
