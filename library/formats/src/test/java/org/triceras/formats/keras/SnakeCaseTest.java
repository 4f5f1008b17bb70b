package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnakeCaseTest {
    /** As keras.src.utils.naming.to_snake_case names them. */
    @ParameterizedTest
    @CsvSource({
        "Dense,dense",
        "LSTM,lstm",
        "LSTMCell,lstm_cell",
        "Conv2D,conv2d",
        "Conv2DTranspose,conv2d_transpose",
        "GlobalAveragePooling1D,global_average_pooling1d",
        "BatchNormalization,batch_normalization",
        "PReLU,p_re_lu",
        "ReLU,re_lu",
        "GRU,gru",
        "SimpleRNN,simple_rnn",
        "StackedRNNCells,stacked_rnn_cells",
        "InputLayer,input_layer",
        "My>Layer2,my_layer2"
    })
    void namesAsKeras(String className, String expected) {
        assertThat(SnakeCase.of(className)).isEqualTo(expected);
    }
}
