package org.triceras.keras.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triceras.keras.layers.Layers;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "Dense, dense",
        "MaxPooling2D, max_pooling2d",
        "LSTM, lstm",
        "SimpleRNN, simple_rnn",
        "BatchNormalization, batch_normalization",
        "InputLayer, input_layer",
        "AdamW, adam_w"
    })
    void snakeCase(String className, String name) {
        assertThat(Names.snakeCase(className)).isEqualTo(name);
    }

    @Test
    void countsOnlyWhatHasNoNameOfItsOwn() {
        Names.reset();
        assertThat(Layers.dense(1).name()).isEqualTo("dense");
        assertThat(Layers.dense(1).name("mine").name()).isEqualTo("mine");
        assertThat(Layers.dense(1).name()).isEqualTo("dense_1");
    }

    @Test
    void offersOnlyWhatIsNear() {
        List<String> known = List.of("relu", "tanh", "hard_sigmoid");
        assertThat(Names.nearest("Relu", known)).isEqualTo("relu");
        assertThat(Names.nearest("hardsigmoid", known)).isEqualTo("hard_sigmoid");
        assertThat(Names.nearest("rleu", List.of("elu", "gelu", "relu"))).isEqualTo("relu");
        assertThat(Names.nearest("mean_squared_error", known)).isNull();
    }
}
