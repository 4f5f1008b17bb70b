package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** Preprocessing layers against real Keras in inference, and in training where nothing is left to chance; else for what must hold there. */
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
        Tensor y = CallContext.with(c.has("training"), () -> layer.apply(x));
        c.array("output").check("output", y, c.name().contains("bicubic") ? 3e-3 : 1e-4);
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
        Set<Float> corners = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            float[] y = crop.augment(x).flatten().toFloatArray();
            corners.add(y[0]);
            assertThat(y).containsExactly(y[0], y[0] + 1, y[0] + 2, y[0] + 8, y[0] + 9, y[0] + 10);
        }
        assertThat(corners).hasSizeGreaterThan(10);
    }

    private static Tensor colors() {
        return RandomTensors.uniform(RandomTensors.seed(9, 0), Shape.of(64, 4, 5, 3), 0, 1);
    }

    @Test
    void eachImageHasItsOwnFactor() {
        Tensor x = colors();
        for (RandomImageLayer<?> layer : List.of(
                new RandomSaturation(0.1, 0.9).valueRange(0, 1),
                new RandomHue(0.5).valueRange(0, 1),
                new RandomColorDegeneration(1).valueRange(0, 1),
                new RandomSharpness(1).valueRange(0, 1),
                new RandomErasing(1, 1).valueRange(0, 1),
                new RandomPosterization(1, 6).valueRange(0, 1),
                new Solarization(0.5, 0.5).valueRange(0, 1),
                new RandomColorJitter()
                        .brightnessFactor(0.2)
                        .contrastFactor(0.3)
                        .saturationFactor(0.3, 0.7)
                        .hueFactor(0.2)
                        .valueRange(0, 1))) {
            layer.seed(8);
            Tensor y = layer.augment(x);
            assertThat(y.min().item()).as(layer.className()).isGreaterThanOrEqualTo(-1e-6);
            assertThat(y.max().item()).as(layer.className()).isLessThanOrEqualTo(1 + 1e-6);
            Tensor twice = layer.augment(Tensors.concat(0, x.slice(0, 1), x.slice(0, 1)));
            assertThat(twice.at(0).sub(twice.at(1)).abs().max().item())
                    .as(layer.className())
                    .isPositive();
            assertThat(CallContext.with(false, () -> layer.apply(x))
                            .sub(x)
                            .abs()
                            .max()
                            .item())
                    .isZero();
        }
    }

    @Test
    void someImagesAreChosen() {
        Tensor x = colors();
        for (RandomImageLayer<?> layer : List.of(
                new RandomGrayscale(0.5),
                new RandomInvert(0.5, 0.5).valueRange(0, 1),
                new RandomGaussianBlur(0.5, 0.5).sigma(0.5, 1).valueRange(0, 1))) {
            Tensor y = layer.seed(3).augment(x);
            int changed = 0;
            for (int i = 0; i < 64; i++) {
                changed += y.at(i).sub(x.at(i)).abs().max().item() > 0 ? 1 : 0;
            }
            assertThat(changed).as(layer.className()).isBetween(16, 48);
        }
    }

    @Test
    void boxesAreErased() {
        Tensor x = Tensors.zeros(64, 10, 12, 2).add(3);
        Tensor y = new RandomErasing(1, 1)
                .scale(0.25, 0.25)
                .fillValue(1, 2)
                .seed(6)
                .augment(x);
        Set<String> boxes = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            Tensor erased = y.at(i).eq(Tensors.of(new float[] {1, 2}, 1, 1, 2)).cast("int32");
            // Half of 10 rows and half of 12 columns, in both channels.
            assertThat(erased.sum().item()).isEqualTo(5 * 6 * 2);
            int[] rows = erased.max(new int[] {1, 2}, false).toIntArray();
            int[] columns = erased.max(new int[] {0, 2}, false).toIntArray();
            assertThat(Arrays.stream(rows).sum()).isEqualTo(5);
            assertThat(Arrays.stream(columns).sum()).isEqualTo(6);
            boxes.add(Arrays.toString(rows) + Arrays.toString(columns));
        }
        assertThat(boxes).hasSizeGreaterThan(20);
        Tensor noise = new RandomErasing(1, 1).scale(1, 1).augment(x);
        assertThat(noise.min().item()).isZero();
        assertThat(noise.max().item()).isEqualTo(255);
    }

    @Test
    void slantsEitherWay() {
        Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);
        List<float[]> expected =
                List.of(new float[] {1, 2, 3, 5, 6, 0, 9, 0, 0}, new float[] {1, 2, 3, 0, 4, 5, 0, 0, 7});
        RandomShear shear =
                new RandomShear(0, 0).xFactor(1, 1).fillMode("constant").seed(2);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            float[] y = shear.augment(x).flatten().toFloatArray();
            int way = Arrays.equals(y, expected.get(0)) ? 0 : 1;
            assertThat(y).containsExactly(expected.get(way));
            seen.add(way);
        }
        assertThat(seen).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void posterizationTakesEachNumberOfBits() {
        Tensor x = Tensors.arange(256).cast("float32").reshape(1, 16, 16, 1).broadcastTo(Shape.of(64, 16, 16, 1));
        Tensor y = new RandomPosterization(2, 4).seed(1).augment(x);
        Set<Integer> kinds = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            Set<Float> values = new HashSet<>();
            for (float value : y.at(i).toFloatArray()) {
                values.add(value);
            }
            kinds.add(values.size());
        }
        assertThat(kinds).containsExactlyInAnyOrder(4, 8);
    }

    @Test
    void colorsAreSpreadInInferenceToo() {
        Tensor x = Tensors.of(new float[] {10, 11, 11, 13}, 1, 2, 2, 1);
        Tensor y = CallContext.with(false, () -> new Equalization().apply(x));
        assertThat(y.flatten().toFloatArray()).containsExactly(0, 170, 170, 255);
    }

    @Test
    void colorsNeedThreeChannelsAndFactorsInTheirRange() {
        assertThatThrownBy(() -> new RandomHue(0.5).augment(Tensors.zeros(2, 3, 3, 4)))
                .hasMessageContaining("three channels")
                .hasMessageContaining("(2, 3, 3, 4)");
        assertThatThrownBy(() -> new RandomHue(1.5))
                .hasMessageContaining("from 0 to 1")
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> new RandomPosterization(9)).hasMessageContaining("from 1 to 8");
        assertThatThrownBy(() -> new RandomGrayscale(-0.1)).hasMessageContaining("Received -0.1");
        assertThatThrownBy(() -> new RandomGaussianBlur(1).kernelSize(4)).hasMessageContaining("odd");
        assertThatThrownBy(() -> new RandomShear(2, 0)).hasMessageContaining("xFactor from 0 to 1. Received 2");
        assertThatThrownBy(() -> new RandomErasing(1).scale(0.5, 2)).hasMessageContaining("0.5 and 2");
        assertThatThrownBy(() -> new RandomErasing(1, 1).fillValue(1, 2).augment(Tensors.zeros(1, 2, 2, 3)))
                .hasMessageContaining("each of 3 channels")
                .hasMessageContaining("Received 2");
        assertThatThrownBy(() -> new Solarization(0, 2)).hasMessageContaining("thresholdFactor");
        assertThatThrownBy(() -> new Equalization().bins(1)).hasMessageContaining("at least 2 bins");
        assertThatThrownBy(() -> new Equalization().valueRange(1, 0)).hasMessageContaining("a smaller and a larger");
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

    @Test
    void normalizationTellsOfOtherColumnsThanItsOwn() {
        Normalization layer = Layers.normalization();
        layer.adapt(Tensors.ones(3, 2));
        assertThatThrownBy(() -> layer.apply(Tensors.ones(3, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2 values along axis [-1]")
                .hasMessageContaining("Received shape (3, 4)");
    }
}
