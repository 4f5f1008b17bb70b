package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** Images seen from the side or bent: the geometry against real Keras where it is given, else what must hold. */
class RandomDistortionTest {
    static List<GoldenCase> perspectives() {
        return Golden.cases("perspective");
    }

    @ParameterizedTest
    @MethodSource("perspectives")
    void perspectiveIsThatOfKeras(GoldenCase c) {
        Tensor corners = c.array("corners").tensor();
        RandomPerspective layer =
                new RandomPerspective(1).interpolation(c.text("interpolation")).fillValue(7);
        Tensor y = layer.seen(
                c.array("input").tensor(),
                corner(corners, 0, 0),
                corner(corners, 1, 1),
                corner(corners, 2, 0),
                corner(corners, 2, 1));
        c.array("output").check("output", y, 1e-4);
    }

    private static Tensor corner(Tensor corners, int which, int axis) {
        return corners.slice(1, which, which + 1)
                .slice(2, axis, axis + 1)
                .reshape(corners.shape().dim(0), 1);
    }

    private static Tensor images() {
        return RandomTensors.uniform(RandomTensors.seed(4, 0), Shape.of(64, 12, 15, 2), 10, 250);
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item();
    }

    @Test
    void chanceDecidesWhichImagesAreDistortedAndTheSeedHow() {
        Tensor x = images();
        List<Supplier<RandomImageLayer<?>>> makers = List.of(
                () -> new RandomPerspective(0.5, 0.5).scale(0.6).seed(3),
                () -> new RandomElasticTransform(0.5, 0.5).scale(0.5, 1).seed(3));
        for (Supplier<RandomImageLayer<?>> maker : makers) {
            RandomImageLayer<?> layer = maker.get();
            Tensor y = layer.augment(x);
            assertThat(y.shape()).isEqualTo(x.shape());
            assertThat(y.min().item()).isGreaterThanOrEqualTo(0);
            assertThat(y.max().item()).isLessThanOrEqualTo(250);
            int changed = 0;
            for (int i = 0; i < 64; i++) {
                changed += distance(y.at(i), x.at(i)) > 0 ? 1 : 0;
            }
            assertThat(changed).as(layer.className()).isBetween(16, 48);
            assertThat(distance(maker.get().augment(x), y)).as("same seed").isZero();
            assertThat(distance(layer.augment(x), y)).as("next draw").isPositive();
            assertThat(distance(CallContext.with(false, () -> layer.apply(x)), x))
                    .isZero();
            Tensor twice = layer.augment(Tensors.concat(0, x.slice(0, 1), x.slice(0, 1), x.slice(0, 1), x.slice(0, 1)));
            assertThat(twice.max(new int[] {0}, false)
                            .sub(twice.min(new int[] {0}, false))
                            .max()
                            .item())
                    .as("each image in its own way")
                    .isPositive();
        }
    }

    @Test
    void cornersStayWithinHalfTheImage() {
        Tensor x = Tensors.ones(200, 9, 9, 1);
        Tensor y = new RandomPerspective(1, 1).scale(0.5).seed(1).augment(x);
        // The top left corner stays; no other one comes nearer to it than by a quarter of a side.
        assertThat(y.slice(1, 0, 5).slice(2, 0, 5).min().item())
                .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-4));
        assertThat(y.slice(1, 8, 9).slice(2, 8, 9).min().item()).isZero();
    }

    @Test
    void pixelsMoveTogetherOnRubber() {
        // Each pixel tells the column that it is from.
        Shape shape = Shape.of(8, 60, 60, 1);
        Tensor column =
                Tensors.iota(shape, 2, org.triceras.engine.tensor.DType.INT32).cast("float32");
        Tensor y = new RandomElasticTransform(1, 1)
                .scale(1, 1)
                .fillMode("nearest")
                .seed(2)
                .augment(column);
        Tensor moved = y.sub(column).slice(1, 15, 45).slice(2, 15, 45);
        // A strength of a tenth of 60 times normal noise of deviation 3, which blur by 3 divides by 2 * 3 * sqrt(pi).
        assertThat(moved.std().item()).isBetween(1.2, 2.2);
        Tensor next = moved.slice(2, 1, 30).sub(moved.slice(2, 0, 29));
        assertThat(next.std().item()).isBetween(0.1, 0.6);
        Tensor half = new RandomElasticTransform(1, 1)
                .scale(0.5, 0.5)
                .fillMode("nearest")
                .seed(2)
                .augment(column);
        assertThat(half.sub(column).slice(1, 15, 45).slice(2, 15, 45).std().item())
                .isBetween(0.5, 1.2);
    }

    @Test
    void factorsHaveTheirRange() {
        assertThatThrownBy(() -> new RandomPerspective(1.5))
                .hasMessageContaining("RandomPerspective: expected a factor")
                .hasMessageContaining("from 0 to 1. Received 1.5");
        assertThatThrownBy(() -> new RandomPerspective(1).scale(-1)).hasMessageContaining("Received -1");
        assertThatThrownBy(() -> new RandomPerspective(1).interpolation("cubic"))
                .hasMessageContaining("bilinear");
        assertThatThrownBy(() -> new RandomElasticTransform(1).scale(0.5, 0.2))
                .hasMessageContaining("expected a scale")
                .hasMessageContaining("0.5 and 0.2");
        assertThatThrownBy(() -> new RandomElasticTransform(1).fillMode("mirror"))
                .hasMessageContaining("reflect");
        assertThatThrownBy(() -> new ContrastLimitedAdaptiveHistogramEqualization().tileGridSize(0, 2))
                .hasMessageContaining("tileGridSize")
                .hasMessageContaining("[0, 2]");
    }
}
