package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

class STFTSpectrogramTest {
    @Test
    void aToneIsWhereItsFrequencyIs() {
        int rate = 8000;
        float[] samples = new float[rate];
        for (int t = 0; t < rate; t++) {
            samples[t] = (float) Math.sin(2 * Math.PI * 1000 * t / rate);
        }
        Tensor y = Layers.stftSpectrogram()
                .mode("magnitude")
                .apply(Tensors.of(samples).reshape(1, rate, 1));
        assertThat(y.shape()).isEqualTo(Shape.of(1, 61, 129));
        // A frequency is 8000 / 256 Hz wide.
        assertThat(y.at(0).at(30).argmax(0).item()).isEqualTo(32);
    }

    @Test
    void channelsFirstIsTheSameInAnotherOrder() {
        Tensor last = RandomTensors.uniform(RandomTensors.seed(5, 0), Shape.of(2, 30, 3), -1, 1);
        Tensor first = last.transpose(0, 2, 1);
        for (String mode : new String[] {"log", "stft"}) {
            Tensor flat = layer(mode).apply(last);
            assertThat(layer(mode)
                            .dataFormat("channels_first")
                            .apply(first)
                            .transpose(0, 2, 1)
                            .toFloatArray())
                    .isEqualTo(flat.toFloatArray());
            Tensor picture = layer(mode).expandDims(true).apply(last);
            assertThat(layer(mode)
                            .expandDims(true)
                            .dataFormat("channels_first")
                            .apply(first)
                            .transpose(0, 2, 3, 1)
                            .toFloatArray())
                    .isEqualTo(picture.toFloatArray());
            assertThat(picture.transpose(0, 1, 3, 2).toFloatArray()).isEqualTo(flat.toFloatArray());
        }
    }

    private static STFTSpectrogram layer(String mode) {
        return Layers.stftSpectrogram().mode(mode).frameLength(8).frameStep(3);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        Tensor sound = Tensors.ones(1, 300, 1);
        assertThatThrownBy(() -> Layers.stftSpectrogram().mode("power"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("\"power\"")
                .hasMessageContaining("magnitude");
        assertThatThrownBy(() -> Layers.stftSpectrogram().frameStep(300).apply(sound))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("frameStep from 1 to the frameLength, which is 256. Received 300");
        assertThatThrownBy(() -> Layers.stftSpectrogram().fftLength(128).apply(sound))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("fftLength")
                .hasMessageContaining("Received 128");
        assertThatThrownBy(() -> Layers.stftSpectrogram().apply(Tensors.ones(1, 300)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(batch, samples, channels)")
                .hasMessageContaining("expandDims(-1)");
        assertThatThrownBy(() -> Layers.stftSpectrogram().apply(sound.cast("int32")))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("32768");
    }
}
