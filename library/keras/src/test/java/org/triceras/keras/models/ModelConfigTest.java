package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Configs;
import org.triceras.keras.testing.Golden;

/** Models made from Keras's configs write the same config again. */
class ModelConfigTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cnn_batch_norm",
                "gru_bidirectional",
                "lstm_stacked",
                "mlp",
                "nested",
                "pilot",
                "residual",
                "shared_layer",
                "two_inputs",
                "two_outputs"
            })
    void roundTrips(String name) {
        Map<String, Object> config = Golden.file("models/" + name).map("model");
        config.remove("compile_config");
        Model model = Models.modelFromConfig(config);
        Map<String, Object> written = model.toConfig();
        assertThat(Configs.plain(withoutKwargs(written))).isEqualTo(Configs.plain(withoutKwargs(config)));
        assertThat(Configs.plain(Models.cloneModel(model).toConfig())).isEqualTo(Configs.plain(written));
    }

    /** Keras notes arguments of calls that are none ("mask": null), and an empty compile_config for inner models. */
    private static Object withoutKwargs(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new java.util.LinkedHashMap<>();
            map.forEach((key, entry) -> {
                if (!key.equals("kwargs") && !key.equals("compile_config")) {
                    result.put((String) key, withoutKwargs(entry));
                }
            });
            return result;
        }
        if (value instanceof java.util.List<?> list) {
            return list.stream()
                    .map(v -> v == null ? null : withoutKwargs(v))
                    .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
        }
        return value;
    }

    @org.junit.jupiter.api.Test
    void clonesHaveTheirOwnWeights() {
        Map<String, Object> config = Golden.file("models/mlp").map("model");
        config.remove("compile_config");
        Model model = Models.modelFromConfig(config);
        Model clone = Models.cloneModel(model);
        Tensor x = Tensors.ones(2, 6);
        assertThat(clone.predict(x).toFloatArray())
                .isNotEqualTo(model.predict(x).toFloatArray());
        clone.setWeights(model.getWeights());
        assertThat(clone.predict(x).toFloatArray()).isEqualTo(model.predict(x).toFloatArray());
    }
}
