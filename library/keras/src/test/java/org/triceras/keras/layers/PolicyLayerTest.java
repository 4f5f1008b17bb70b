package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;
import org.triceras.keras.util.SeedGenerator;

/** RandAugment and AugMix: what they make is what their parts make. */
class PolicyLayerTest {
    private static final int IMAGES = 110;

    private static Tensor images() {
        return RandomTensors.uniform(RandomTensors.seed(6, 0), Shape.of(IMAGES, 5, 6, 3), 20, 200)
                .round();
    }

    /** What each kind makes of images when the factor leaves nothing to chance; six of the eleven change nothing. */
    private static Map<String, Tensor> kinds(Tensor x) {
        return new TreeMap<>(Map.of(
                "none", x,
                "negative", new Solarization().augment(x),
                "one bit", new RandomPosterization(1, 1).augment(x),
                "soft", new RandomSharpness(0, 0).augment(x),
                "contrast", new AutoContrast().apply(x),
                "equal", new Equalization().apply(x)));
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item();
    }

    @Test
    void oneKindIsDrawnForEachImage() {
        Tensor x = images();
        Map<String, Tensor> kinds = kinds(x);
        Tensor y = new RandAugment().numOps(1).factor(0).seed(1).augment(x);
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < IMAGES; i++) {
            int at = i;
            List<String> found = kinds.entrySet().stream()
                    .filter(kind -> distance(kind.getValue().at(at), y.at(at)) < 1e-3)
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(found).hasSize(1);
            seen.merge(found.get(0), 1, Integer::sum);
        }
        assertThat(seen.keySet()).isEqualTo(kinds.keySet());
        assertThat(seen.remove("none")).isBetween(45, 75);
        assertThat(seen.values()).allSatisfy(count -> assertThat(count).isBetween(2, 25));
    }

    @Test
    void mixturesLieBetweenTheImageAndItsChange() {
        Tensor x = images();
        Map<String, Tensor> kinds = kinds(x);
        Tensor y = new AugMix().numChains(1).chainDepth(1).factor(0).seed(2).augment(x);
        int changed = 0;
        for (int i = 0; i < IMAGES; i++) {
            Tensor step = y.at(i).sub(x.at(i));
            boolean onLine = false;
            for (Tensor kind : kinds.values()) {
                Tensor whole = kind.at(i).sub(x.at(i));
                double length = whole.square().sum().item();
                double part = length == 0 ? 0 : step.mul(whole).sum().item() / length;
                onLine |= part > -1e-5 && part < 1 + 1e-5 && distance(whole.mul(part), step) < 1e-2;
            }
            assertThat(onLine).isTrue();
            changed += step.abs().max().item() > 1e-2 ? 1 : 0;
        }
        // Five of twelve.
        assertThat(changed).isBetween(30, 65);
    }

    @Test
    void imagesStayInTheirRangeAndTheSeedDecides() {
        Tensor x = images().div(255);
        List<Supplier<RandomImageLayer<?>>> makers = List.of(
                () -> new RandAugment().valueRange(0, 1).seed(3),
                () -> new AugMix()
                        .valueRange(0, 1)
                        .alpha(0.5)
                        .interpolation("nearest")
                        .seed(3),
                () -> new AugMix().valueRange(0, 1).allOps(false).seed(3));
        for (Supplier<RandomImageLayer<?>> maker : makers) {
            RandomImageLayer<?> layer = maker.get();
            Tensor y = layer.augment(x);
            assertThat(y.shape()).isEqualTo(x.shape());
            assertThat(y.min().item()).isGreaterThanOrEqualTo(-1e-5);
            assertThat(y.max().item()).isLessThanOrEqualTo(1 + 1e-5);
            assertThat(distance(x, y)).isGreaterThan(0.1);
            assertThat(distance(maker.get().augment(x), y)).isZero();
            assertThat(distance(layer.augment(x), y)).isPositive();
            assertThat(distance(CallContext.with(false, () -> layer.apply(x)), x))
                    .isZero();
        }
    }

    @Test
    void partsTakeNoNamesAndHoldNothing() {
        String next = new RandomShear(0, 0).name();
        int number = next.equals("random_shear") ? 0 : Integer.parseInt(next.substring("random_shear_".length()));
        RandAugment layer = new RandAugment();
        layer.augment(images());
        assertThat(new RandomShear(0, 0).name()).isEqualTo("random_shear_" + (number + 1));
        assertThat(layer.weights()).isEmpty();
        assertThat(layer.parts()).isEmpty();
    }

    @Test
    void workInsideOfAModelThatTrains() {
        Model model = Models.sequential(
                new RandAugment().seed(1),
                new AugMix().numChains(2).chainDepth(1).seed(1),
                new Rescaling(1 / 255.0),
                new Flatten(),
                new Dense(1));
        model.compile("sgd", "mse");
        Tensor x = images();
        double loss = model.trainOnBatch(x, Tensors.zeros(IMAGES, 1)).get("loss");
        assertThat(loss).isFinite();
        assertThat(distance(model.predict(x), model.predict(x))).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 4})
    void gammaNumbersHaveTheirMoments(double alpha) {
        SeedGenerator seeds = new SeedGenerator(5);
        Tensor gamma =
                GammaNumbers.log(seeds, Shape.of(40000), Tensors.scalar(alpha)).exp();
        assertThat(gamma.mean().item()).isCloseTo(alpha, within(0.05 * Math.max(alpha, 0.5)));
        assertThat(gamma.var().item()).isCloseTo(alpha, within(0.1 * Math.max(alpha, 0.5)));
        Tensor beta = GammaNumbers.beta(seeds, Shape.of(40000), Tensors.scalar(alpha));
        assertThat(beta.mean().item()).isCloseTo(0.5, within(0.01));
        assertThat(beta.var().item()).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
    }

    @Test
    void tinyShapesAreZeroOrOne() {
        Tensor beta = GammaNumbers.beta(new SeedGenerator(5), Shape.of(1000), Tensors.scalar(1e-6));
        assertThat(beta.isNaN().any().item()).isZero();
        assertThat(beta.mul(beta.neg().add(1)).max().item()).isLessThan(1e-3);
    }

    @Test
    void optionsHaveTheirRange() {
        assertThatThrownBy(() -> new RandAugment().numOps(-1)).hasMessageContaining("numOps of 0 or more");
        assertThatThrownBy(() -> new RandAugment().factor(2))
                .hasMessageContaining("RandAugment: expected a factor")
                .hasMessageContaining("Received 2");
        assertThatThrownBy(() -> new AugMix().alpha(0)).hasMessageContaining("alpha above 0");
        assertThatThrownBy(() -> new AugMix().numChains(0)).hasMessageContaining("numChains of 1 or more");
        assertThatThrownBy(() -> new AugMix().interpolation("linear")).hasMessageContaining("bilinear");
    }
}
