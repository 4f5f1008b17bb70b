package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.models.Models;

/** Configs without an option that Keras requires are errors that name it; the others have a default here, too. */
class MissingOptionsTest {
    private static final List<String> SIZE = List.of("height", "width");
    private static final List<String> CONV = List.of("filters", "kernel_size");
    private static final List<String> EMBEDDING = List.of("input_dim", "output_dim");

    /** The arguments without default of the constructors of Keras 3.15.1, by inspect.signature. */
    private static final Map<String, List<String>> REQUIRED = new TreeMap<>();

    static {
        put(List.of("activation"), "Activation");
        put(List.of("layer"), "Bidirectional", "SpectralNormalization", "TimeDistributed");
        put(List.of("rate"), "AlphaDropout", "Dropout", "GaussianDropout");
        put(List.of("rate"), "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D");
        put(List.of("stddev"), "GaussianNoise");
        put(List.of("units"), "Dense", "GRU", "LSTM", "SimpleRNN");
        put(List.of("cell"), "RNN");
        put(List.of("output_size"), "AdaptiveAveragePooling1D", "AdaptiveMaxPooling1D");
        put(List.of("output_size"), "AdaptiveAveragePooling2D", "AdaptiveMaxPooling2D");
        put(List.of("output_size"), "AdaptiveAveragePooling3D", "AdaptiveMaxPooling3D");
        put(List.of("pool_size"), "AveragePooling1D", "AveragePooling2D", "AveragePooling3D");
        put(SIZE, "CenterCrop", "RandomCrop", "Resizing");
        put(CONV, "Conv1D", "Conv2D", "Conv3D", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D");
        put(CONV, "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose", "SeparableConv1D", "SeparableConv2D");
        put(List.of("kernel_size"), "DepthwiseConv1D", "DepthwiseConv2D");
        put(List.of("axes"), "Dot");
        put(List.of("equation", "output_shape"), "EinsumDense");
        put(EMBEDDING, "Embedding", "ReversibleEmbedding");
        put(List.of("head_dim", "num_query_heads", "num_key_value_heads"), "GroupQueryAttention");
        put(List.of("num_heads", "key_dim"), "MultiHeadAttention");
        put(List.of("dims"), "Permute");
        put(List.of("n"), "RepeatVector");
        put(List.of("scale"), "Rescaling");
        put(List.of("target_shape"), "Reshape");
        put(List.of("factor"), "RandomBrightness", "RandomColorDegeneration", "RandomContrast", "RandomHue");
        put(List.of("factor"), "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness");
        put(List.of("height_factor", "width_factor"), "RandomTranslation");
        put(List.of("height_factor"), "RandomZoom");
        // Keras says so by hand: a shape or a batch_shape.
        put(List.of("batch_shape"), "InputLayer");
    }

    private static void put(List<String> options, String... classes) {
        for (String name : classes) {
            REQUIRED.put(name, options);
        }
    }

    private static Layer layer(String className, Map<String, Object> config) {
        return LayerRegistry.deserialize(Map.of("class_name", className, "config", config));
    }

    private static final Map<String, Object> LSTM =
            Map.of("class_name", "LSTM", "config", Map.of("units", 2, "name", "inner"));

    /** A value of each option of {@link #REQUIRED}. */
    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("activation", "relu"),
            Map.entry("axes", 1),
            Map.entry("batch_shape", List.of(1, 2)),
            Map.entry("cell", Map.of("class_name", "LSTMCell", "config", Map.of("units", 2))),
            Map.entry("dims", List.of(2, 1)),
            Map.entry("equation", "ab,bc->ac"),
            Map.entry("factor", 1),
            Map.entry("filters", 2),
            Map.entry("head_dim", 2),
            Map.entry("height", 4),
            Map.entry("height_factor", 0.1),
            Map.entry("input_dim", 5),
            Map.entry("kernel_size", 3),
            Map.entry("key_dim", 2),
            Map.entry("layer", LSTM),
            Map.entry("n", 2),
            Map.entry("num_heads", 2),
            Map.entry("num_key_value_heads", 2),
            Map.entry("num_query_heads", 2),
            Map.entry("output_dim", 3),
            Map.entry("output_shape", 3),
            Map.entry("output_size", 2),
            Map.entry("pool_size", 2),
            Map.entry("rate", 0.5),
            Map.entry("scale", 0.5),
            Map.entry("stddev", 0.1),
            Map.entry("target_shape", List.of(2, 3)),
            Map.entry("units", 4),
            Map.entry("width", 4),
            Map.entry("width_factor", 0.1));

    static Set<String> classes() {
        return LayerRegistry.makers().keySet();
    }

    /** Each required option in turn is left out, or null; without the others a layer is made. */
    @ParameterizedTest
    @MethodSource("classes")
    void areNamed(String className) {
        Map<String, Object> least = new LinkedHashMap<>();
        least.put("name", "mine");
        List<String> required = REQUIRED.getOrDefault(className, List.of());
        required.forEach(option -> least.put(option, VALUES.get(option)));
        assertThat(layer(className, least).name()).isEqualTo("mine");
        for (String option : required) {
            Map<String, Object> config = new LinkedHashMap<>(least);
            config.remove(option);
            assertLacks(className, option, config);
            // No activation is one, too: the linear one.
            if (!option.equals("activation")) {
                config.put(option, null);
                assertLacks(className, option, config);
            }
        }
    }

    private static void assertLacks(String className, String option, Map<String, Object> config) {
        assertThatThrownBy(() -> layer(className, config))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith(
                        className + " \"mine\": the config lacks the option \"" + option + "\". Expected ")
                .hasMessageContaining("Received only name");
    }

    @Test
    void theTableNamesLayers() {
        assertThat(classes()).containsAll(REQUIRED.keySet());
    }

    @Test
    void cellsNeedUnits() {
        Map<String, Object> cell = Map.of("class_name", "LSTMCell", "config", Map.of("name", "step"));
        assertThatThrownBy(() -> layer("RNN", Map.of("cell", cell)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("LSTMCell \"step\": the config lacks the option \"units\"");
        Map<String, Object> stack = Map.of("class_name", "StackedRNNCells", "config", Map.of());
        assertThatThrownBy(() -> layer("RNN", Map.of("cell", stack)))
                .hasMessageContaining("lacks the option \"cells\". Expected a list of configs of cells.");
    }

    @Test
    void modelsSayInWhichLayer() {
        Map<String, Object> dense = Map.of("class_name", "Dense", "config", Map.of("name", "scores"));
        Map<String, Object> model = Map.of("class_name", "Sequential", "config", Map.of("layers", List.of(dense)));
        assertThatThrownBy(() -> Models.modelFromConfig(model))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("Dense \"scores\": the config lacks the option \"units\". Expected a number of units above"
                        + " 0. Received only name.");
    }

    @Test
    void aMisspeltOneIsUnknown() {
        assertThatThrownBy(() -> layer("Dense", Map.of("unit", 3)))
                .hasMessageContaining("unknown option \"unit\". Expected only units,");
    }

    @Test
    void anotherKindSaysWhatWasExpected() {
        assertThatThrownBy(() -> layer("Dense", Map.of("units", "many")))
                .hasMessageContaining("does not fit. Expected a number of units above 0. Received many.");
    }
}
