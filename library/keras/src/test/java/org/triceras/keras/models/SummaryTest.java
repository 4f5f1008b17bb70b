package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.util.Names;

/** The tables are Keras's, to the character. */
class SummaryTest {
    private static Model model(String name) {
        Map<String, Object> config = Golden.file("models/" + name).map("model");
        config.remove("compile_config");
        return Models.modelFromConfig(config);
    }

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
    void matchesKeras(String name) {
        assertThat(model(name).summaryText()).isEqualTo(Golden.text("summary/" + name + ".txt"));
    }

    @Test
    void expandsInnerModels() {
        assertThat(model("nested").summaryText(80, true, false)).isEqualTo(Golden.text("summary/nested_expanded.txt"));
    }

    @Test
    void showsWhatIsTrained() {
        Model mlp = model("mlp");
        mlp.getLayer(0).setTrainable(false);
        assertThat(mlp.summaryText(80, false, true)).isEqualTo(Golden.text("summary/mlp_show_trainable.txt"));
    }

    @Test
    void isLongerThanAnImpossibleWidth() {
        for (int columns : new int[] {1, 20, 30}) {
            assertThat(model("mlp").summaryText(columns, true, true)).contains("Total params");
        }
    }

    @Test
    void countsTheOptimizersStateOnceThereIsSome() {
        Model mlp = Models.modelFromConfig(Golden.file("models/mlp").map("model"));
        Tensor x = Tensors.zeros(4, 6);
        mlp.fit(x, Tensors.zeros(4, 3), f -> f.verbose(0));
        assertThat(mlp.summaryText()).isEqualTo(Golden.text("summary/mlp_after_fit.txt"));
    }

    @Test
    void tensorOperationsAreRowsToo() {
        Names.reset();
        Tensor a = Layers.input(4);
        Tensor b = Layers.input(4);
        Tensor apart = Layers.dense(3).apply(a).sub(Layers.dense(3).apply(b)).abs();
        Model model = Models.model(List.of(a, b), Layers.dense(1).apply(apart));
        assertThat(model.summaryText()).isEqualTo(Golden.text("summary/operations.txt"));
    }

    @Test
    void knowsWhatIsNotBuilt() {
        Names.reset();
        Sequential model = new Sequential(Layers.dense(8), Layers.dropout(0.2), Layers.dense(7));
        assertThat(model.summaryText()).isEqualTo(Golden.text("summary/mlp_unbuilt.txt"));
    }
}
