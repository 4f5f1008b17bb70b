package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.data.Dataset;
import org.triceras.keras.models.Batch;

/** MixUp and CutMix: each image tells by its colour which one it is, and so does its label. */
class MixingLayerTest {
    private static final int IMAGES = 64;

    /** The first image is all 0, the next all 1, and so on. */
    private static Tensor images() {
        return Tensors.arange(IMAGES)
                .cast("float32")
                .reshape(IMAGES, 1, 1, 1)
                .broadcastTo(Shape.of(IMAGES, 20, 30, 2))
                .add(0);
    }

    private static Tensor labels() {
        return Tensors.eye(IMAGES, IMAGES);
    }

    /** The number that a label stands for when it is mixed: the same mean as its image. */
    private static Tensor meant(Tensor labels) {
        return labels.matmul(Tensors.arange(IMAGES).cast("float32"));
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item();
    }

    @Test
    void mixUpMixesImagesAndLabelsAlike() {
        List<Tensor> mixed = new MixUp(1).seed(1).mix(images(), labels());
        Tensor color = mixed.get(0).mean(1, 2, 3);
        assertThat(distance(mixed.get(0), color.reshape(IMAGES, 1, 1, 1))).isLessThan(1e-4);
        assertThat(distance(color, meant(mixed.get(1)))).isLessThan(1e-3);
        assertThat(distance(mixed.get(1).sum(1), Tensors.ones(IMAGES))).isLessThan(1e-5);
        // With alpha 1 all weights are equally likely.
        Tensor own = mixed.get(1).mul(labels()).sum(1);
        assertThat(own.mean().item()).isBetween(0.35, 0.65);
        assertThat(own.std().item()).isBetween(0.2, 0.4);
    }

    @Test
    void alphaSaysHowEvenlyIsMixed() {
        Tensor much = new MixUp(500).seed(1).mix(images(), labels()).get(1).max(1);
        assertThat(much.sort(0).slice(0, 50).max().item()).isLessThan(0.6);
        Tensor little = new MixUp(0.01).seed(1).mix(images(), labels()).get(1).max(1);
        assertThat(little.mean().item()).isGreaterThan(0.95);
    }

    @Test
    void cutMixTakesBoxesAndTheirShareOfTheLabel() {
        List<Tensor> mixed = new CutMix(1, 1).seed(2).mix(images(), labels());
        Tensor pixels = mixed.get(0);
        assertThat(distance(pixels.slice(3, 0, 1), pixels.slice(3, 1, 2))).isZero();
        for (int i = 0; i < IMAGES; i++) {
            Tensor image = pixels.at(i).slice(2, 0, 1).reshape(20, 30);
            Tensor foreign = image.ne(i).cast("float32");
            double area = foreign.sum().item();
            double rows = foreign.max(1).sum().item();
            double columns = foreign.max(0).sum().item();
            assertThat(area).as("a box").isEqualTo(rows * columns);
            if (area > 0) {
                int other = (int) image.mul(foreign).max().item();
                assertThat(distance(
                                image, foreign.gt(0).where(Tensors.zeros(20, 30).add(other), image)))
                        .isZero();
                double share = mixed.get(1).get(i, other);
                // The label follows the box before it is cut to whole pixels.
                assertThat(rows).isCloseTo(20 * Math.sqrt(share), within(1.0));
                assertThat(columns).isCloseTo(30 * Math.sqrt(share), within(1.0));
            }
            assertThat(mixed.get(1).at(i).sum().item()).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void boxesAreNothingOrAllWithFactorZero() {
        Tensor label = new CutMix(0, 0).seed(3).mix(images(), labels()).get(1);
        assertThat(label.max(1).min().item()).isGreaterThan(0.999);
        double kept = label.mul(labels()).sum().item();
        assertThat(kept).isBetween(16.0, 48.0);
    }

    @Test
    void theSeedDecidesAndInferenceLeavesAllAsItIs() {
        for (int i = 0; i < 2; i++) {
            MixingLayer<?> layer = i == 0 ? new MixUp(1).seed(4) : new CutMix(1).seed(4);
            MixingLayer<?> again = i == 0 ? new MixUp(1).seed(4) : new CutMix(1).seed(4);
            Tensor first = layer.mix(images(), labels()).get(0);
            assertThat(distance(first, again.mix(images(), labels()).get(0))).isZero();
            assertThat(distance(first, layer.mix(images(), labels()).get(0))).isPositive();
            List<Tensor> same = CallContext.with(false, () -> layer.applyAll(images(), labels()));
            assertThat(distance(same.get(0), images())).isZero();
            assertThat(distance(same.get(1), labels())).isZero();
            assertThat(distance(layer.augment(images()), images()))
                    .as("images alone")
                    .isPositive();
        }
    }

    @Test
    void channelsMayComeFirst() {
        Tensor x = images().transpose(0, 3, 1, 2);
        Tensor y = new CutMix(1, 1)
                .dataFormat("channels_first")
                .seed(2)
                .mix(x, labels())
                .get(0);
        Tensor last = new CutMix(1, 1).seed(2).mix(images(), labels()).get(0);
        assertThat(distance(y, last.transpose(0, 3, 1, 2))).isZero();
    }

    @Test
    void mixesWhatADatasetGives() {
        MixUp mixUp = new MixUp(1).seed(1);
        Dataset mixed = Dataset.fromTensorSlices(images(), labels()).batch(16).map((x, y) -> {
            List<Tensor> both = mixUp.mix(x, y);
            return Batch.of(both.get(0), both.get(1));
        });
        for (Batch batch : mixed) {
            Tensor color = batch.x().get(0).mean(1, 2, 3);
            assertThat(distance(color, meant(batch.y().get(0)))).isLessThan(1e-3);
        }
    }

    @Test
    void whatCannotBeMixed() {
        assertThatThrownBy(() -> new MixUp(0)).hasMessageContaining("alpha above 0");
        assertThatThrownBy(() -> new CutMix(1.5)).hasMessageContaining("CutMix: expected a factor");
        assertThatThrownBy(() -> new MixUp(1).mix(images(), Tensors.of(new int[IMAGES])))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("toCategorical");
        assertThatThrownBy(() -> new MixUp(1).mix(images(), Tensors.ones(3, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("each of 64 images");
        assertThatThrownBy(() -> new MixUp(1).mix(images().at(0), labels()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(batch, height, width, channels)");
    }
}
