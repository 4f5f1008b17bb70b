package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

class MelSpectrogramTest {
    @Test
    void aHighToneIsInAHighBand() {
        Tensor low = bandOf(200);
        Tensor high = bandOf(3000);
        assertThat(high.item()).isGreaterThan(low.item() + 40);
    }

    private static Tensor bandOf(int hertz) {
        float[] samples = new float[16_000];
        for (int t = 0; t < samples.length; t++) {
            samples[t] = (float) Math.sin(2 * Math.PI * hertz * t / 16_000);
        }
        Tensor y = Layers.melSpectrogram().apply(Tensors.of(samples));
        assertThat(y.shape()).isEqualTo(Shape.of(128, 32));
        return y.mean(1).argmax(0);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertThatThrownBy(() -> Layers.melSpectrogram().apply(Tensors.ones(2, 1024)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("more samples than half of the fftLength, which is 2048")
                .hasMessageContaining("(2, 1024)");
        assertThatThrownBy(() ->
                        Layers.melSpectrogram().fftLength(64).sequenceLength(65).apply(Tensors.ones(2, 1024)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("sequenceLength from 1 to the fftLength, which is 64. Received 65");
        assertThatThrownBy(() -> Layers.melSpectrogram().maxFreq(10).apply(Tensors.ones(2, 3000)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("minFreq");
    }
}
