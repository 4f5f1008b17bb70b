package org.triceras.keras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.layers.Options;
import org.triceras.keras.losses.Loss;
import org.triceras.keras.losses.Losses;
import org.triceras.keras.losses.Reduction;
import org.triceras.keras.metrics.Metrics;
import org.triceras.keras.models.Models;
import org.triceras.keras.models.Sequential;

/** Classes of one's own come back from configs with their options. */
class CustomObjectsTest {
    static class Times extends Layer {
        private int factor = 1;

        Times() {}

        Times(int factor) {
            this.factor = factor;
        }

        @Override
        public Tensor call(Tensor x) {
            return x.mul(factor);
        }

        @Override
        protected void options(Options options) {
            options.integer("factor", () -> factor, value -> factor = value);
        }
    }

    static class Distance extends Loss {
        @Override
        public Tensor call(Tensor yTrue, Tensor yPred) {
            return yTrue.sub(yPred).abs().mean(-1);
        }
    }

    static class NotRegistered extends Distance {}

    @Test
    void layersOfOnesOwnKeepNameAndOptions() {
        CustomObjects.register(Times.class);
        Times layer = new Times(3);
        layer.setName("tripled");
        Sequential model = Models.sequential(Layers.input(2), layer);
        Tensor x = Tensors.of(new float[] {1, 2}, 1, 2);
        Layer copy = Models.cloneModel(model).layers().get(0);
        assertThat(copy.name()).isEqualTo("tripled");
        assertThat(copy.apply(x).toFloatArray()).containsExactly(3, 6);
    }

    @Test
    void lossesOfOnesOwnKeepNameAndReduction() {
        CustomObjects.register(Distance.class);
        Loss loss = new Distance().name("far").reduction("sum");
        Loss copy = Losses.get(Serialization.serialize(loss));
        assertThat(copy).isInstanceOf(Distance.class);
        assertThat(copy.name()).isEqualTo("far");
        assertThat(copy.reduction()).isEqualTo(Reduction.SUM);
    }

    @Test
    void whoForgetsToRegisterIsTold() {
        Map<String, Object> config = Serialization.serialize(new NotRegistered());
        assertThatThrownBy(() -> Losses.get(config))
                .hasMessageContaining("Unknown loss \"NotRegistered\"")
                .hasMessageContaining("registerCustomObject(NotRegistered.class)");
        Map<String, Object> metric = Map.of("class_name", "Coverage", "config", Map.of());
        assertThatThrownBy(() -> Serialization.deserialize("metric", metric, Metrics.known()))
                .hasMessageContaining("registerCustomObject(Coverage.class)");
    }
}
