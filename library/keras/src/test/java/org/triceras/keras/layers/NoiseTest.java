package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** What must hold of noise in training, which no golden value can tell. */
class NoiseTest {
    private static Tensor train(Layer layer, Tensor x) {
        return CallContext.with(true, () -> layer.apply(x));
    }

    @Test
    void gaussianNoiseHasItsMeanAndDeviation() {
        Tensor y = train(new GaussianNoise(0.5).seed(1), Tensors.zeros(200, 100));
        assertThat(y.mean().item()).isCloseTo(0, offset(0.02));
        assertThat(y.std().item()).isCloseTo(0.5, offset(0.02));
    }

    @Test
    void gaussianDropoutKeepsTheMean() {
        Tensor y = train(new GaussianDropout(0.2).seed(1), Tensors.ones(200, 100));
        assertThat(y.mean().item()).isCloseTo(1, offset(0.02));
        assertThat(y.std().item()).isCloseTo(0.5, offset(0.02));
    }

    @Test
    void alphaDropoutKeepsMeanAndVarianceOfNormalInputs() {
        Tensor x = RandomTensors.normal(RandomTensors.seed(4, 0), Shape.of(300, 100), 0, 1);
        Tensor y = train(new AlphaDropout(0.3).seed(1), x);
        assertThat(y.mean().item()).isCloseTo(0, offset(0.03));
        assertThat(y.std().item()).isCloseTo(1, offset(0.03));
    }

    @Test
    void spatialDropoutDropsWholeChannels() {
        Tensor images = Tensors.ones(20, 3, 4, 10);
        Tensor rows = Tensors.ones(20, 5, 10);
        Tensor volumes = Tensors.ones(20, 10, 2, 3, 2);
        List<Tensor> dropped = List.of(
                train(new SpatialDropout1D(0.25).seed(1), rows),
                train(new SpatialDropout2D(0.25).seed(1), images),
                train(new SpatialDropout3D(0.25).seed(1).dataFormat("channels_first"), volumes));
        List<int[]> within = List.of(new int[] {1}, new int[] {1, 2}, new int[] {2, 3, 4});
        for (int i = 0; i < 3; i++) {
            Tensor y = dropped.get(i);
            assertThat(y.max(within.get(i)).toFloatArray())
                    .isEqualTo(y.min(within.get(i)).toFloatArray());
            assertThat(y.max().item()).isCloseTo(1 / 0.75, offset(1e-6));
            assertThat(y.eq(0).cast("float32").mean().item()).isBetween(0.1, 0.4);
        }
    }

    @Test
    void nothingHappensInInference() {
        Tensor x = RandomTensors.normal(RandomTensors.seed(4, 0), Shape.of(3, 4, 5), 0, 1);
        for (Layer layer : List.of(
                new GaussianNoise(1), new GaussianDropout(0.5), new AlphaDropout(0.5), new SpatialDropout1D(0.5))) {
            assertThat(layer.apply(x).toFloatArray()).isEqualTo(x.toFloatArray());
        }
    }
}
