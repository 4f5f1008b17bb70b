package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** Preprocessing layers against real Keras in inference; the random ones also for what must hold in training. */
class PreprocessingGoldenTest {
    static List<GoldenCase> cases() {
        return Golden.cases("preprocessing");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKeras(GoldenCase c) {
        Layer layer = LayerRegistry.deserialize(Map.of("class_name", c.className(), "config", c.config()));
        if (!(c.has("adapt") && layer instanceof IntegerLookup)) {
            // What it has learned is not in its config in Keras, but its size is.
            assertThat(Configs.plain(layer.getConfig())).as("config").isEqualTo(Configs.plain(c.config()));
        }
        if (c.has("adapt")) {
            Tensor data = c.array("adapt").tensor();
            if (layer instanceof Normalization n) {
                n.adapt(data);
            } else {
                ((IntegerLookup) layer).adapt(data);
            }
        }
        Tensor x = c.array("input").tensor();
        // TensorFlow takes bicubic weights from a table of 1024 steps.
        c.array("output").check("output", layer.apply(x), c.name().contains("bicubic") ? 3e-3 : 1e-4);
    }

    @Test
    void discretizationLearnsBoundariesThatCutDataEvenly() {
        Discretization layer = Discretization.withBins(4);
        Tensor data = RandomTensors.uniform(RandomTensors.seed(1, 0), Shape.of(4000), -3, 5);
        layer.adapt(data);
        int[] counts = new int[4];
        for (int bin : layer.apply(data).toIntArray()) {
            counts[bin]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(950, 1050);
        }
        Discretization again = new Discretization();
        Map<String, Object> config = new LinkedHashMap<>(layer.getConfig());
        again.configure(config);
        assertThat(again.apply(data).toIntArray()).isEqualTo(layer.apply(data).toIntArray());
    }

    @Test
    void numbersBeyondTheClassesAreAnError() {
        assertThatThrownBy(() ->
                        CallContext.with(false, () -> new CategoryEncoding(3).call(Tensors.of(new int[] {0, 3}))))
                .hasMessageContaining("from 0 to 2")
                .hasMessageContaining("Received 3");
    }

    private static Tensor images() {
        return RandomTensors.uniform(RandomTensors.seed(2, 0), Shape.of(64, 6, 8, 2), 0, 1);
    }

    @Test
    void flipsSomeImagesAndOnlyMirrorsThem() {
        Tensor x = images();
        Tensor y = new RandomFlip("horizontal").seed(5).augment(x);
        Tensor mirrored = x.flip(2);
        int flipped = 0;
        for (int i = 0; i < 64; i++) {
            boolean same = y.at(i).sub(x.at(i)).abs().max().item() == 0;
            boolean other = y.at(i).sub(mirrored.at(i)).abs().max().item() == 0;
            assertThat(same ^ other).isTrue();
            flipped += other ? 1 : 0;
        }
        assertThat(flipped).isBetween(16, 48);
    }

    @Test
    void movesWithoutAFactorChangeNothing() {
        Tensor x = images();
        for (RandomImageLayer<?> layer : List.of(
                new RandomRotation(0),
                new RandomZoom(0),
                new RandomTranslation(0, 0),
                new RandomRotation(1, 1),
                new RandomContrast(0).valueRange(0, 1),
                new RandomBrightness(0).valueRange(0, 1))) {
            assertThat(layer.augment(x).sub(x).abs().max().item())
                    .as(layer.className())
                    .isLessThan(1e-4);
        }
    }

    @Test
    void quarterTurnsAreExact() {
        Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);
        Tensor y = new RandomRotation(0.25, 0.25).augment(x);
        // Counterclockwise: the right column becomes the top row.
        Tensor expected = Tensors.of(new float[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, 1, 3, 3, 1);
        assertThat(y.sub(expected).abs().max().item()).isLessThan(1e-4);
    }

    @Test
    void translationsFillAsAsked() {
        Tensor x = Tensors.of(new float[] {1, 2, 3, 4}, 1, 1, 4, 1);
        Map<String, float[]> expected = Map.of(
                "constant", new float[] {9, 9, 1, 2},
                "nearest", new float[] {1, 1, 1, 2},
                "wrap", new float[] {3, 4, 1, 2},
                "reflect", new float[] {2, 1, 1, 2});
        expected.forEach((mode, values) -> {
            Tensor y = new RandomTranslation(0, 0, 0.5, 0.5)
                    .fillMode(mode)
                    .fillValue(9)
                    .augment(x);
            assertThat(y.flatten().toFloatArray()).as(mode).containsExactly(values);
        });
    }

    @Test
    void zoomingOutByTwoShowsTheMiddleSmaller() {
        Tensor x = Tensors.of(new float[] {0, 1, 2, 3, 4, 5, 6}, 1, 1, 7, 1);
        Tensor y = new RandomZoom(0, 0)
                .widthFactor(1, 1)
                .fillMode("constant")
                .fillValue(-1)
                .augment(x);
        assertThat(y.flatten().toFloatArray()).containsExactly(-1, -1, 1, 3, 5, -1, -1);
    }

    @Test
    void cropsAreWindowsOfTheImages() {
        Tensor x = Tensors.arange(0, 48, 1).reshape(1, 6, 8, 1);
        RandomCrop crop = new RandomCrop(2, 3).seed(4);
        java.util.Set<Float> corners = new java.util.HashSet<>();
        for (int i = 0; i < 60; i++) {
            float[] y = crop.augment(x).flatten().toFloatArray();
            corners.add(y[0]);
            assertThat(y).containsExactly(y[0], y[0] + 1, y[0] + 2, y[0] + 8, y[0] + 9, y[0] + 10);
        }
        assertThat(corners).hasSizeGreaterThan(10);
    }

    @Test
    void contrastAndBrightnessStayInTheRange() {
        Tensor x = images();
        Tensor y = new RandomContrast(0.9, 0.9).valueRange(0, 1).augment(x);
        Tensor z = new RandomBrightness(0.5).valueRange(0, 1).augment(x);
        for (Tensor t : List.of(y, z)) {
            assertThat(t.min().item()).isGreaterThanOrEqualTo(0);
            assertThat(t.max().item()).isLessThanOrEqualTo(1);
            assertThat(t.sub(x).abs().max().item()).isGreaterThan(0.05);
        }
    }
}
