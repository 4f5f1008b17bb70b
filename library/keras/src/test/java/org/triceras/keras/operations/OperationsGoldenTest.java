package org.triceras.keras.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenArray;
import org.triceras.keras.testing.GoldenCase;

/** Models whose config holds tensor operations and masks between the layers, as Keras saved them. */
class OperationsGoldenTest {
    static List<GoldenCase> cases() {
        return Golden.cases("operations");
    }

    private static Model model(GoldenCase c, Map<String, Object> config) {
        Model model = Models.modelFromConfig(config);
        model.setWeights(c.arrays("weights").stream().map(GoldenArray::tensor).toList());
        return model;
    }

    private static Map<String, Object> config(GoldenCase c) {
        Map<String, Object> config = new LinkedHashMap<>(c.map("model"));
        config.remove("compile_config");
        return config;
    }

    private static void check(GoldenCase c, Model model) {
        List<Tensor> outputs = model.predict(
                c.arrays("inputs").stream().map(GoldenArray::tensor).toList());
        assertThat(outputs).hasSameSizeAs(c.arrays("outputs"));
        for (int i = 0; i < outputs.size(); i++) {
            c.arrays("outputs").get(i).check(c.name() + " output " + i, outputs.get(i), 2e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void computesWhatKerasComputes(GoldenCase c) {
        check(c, model(c, config(c)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isWrittenAsItWasRead(GoldenCase c) {
        Map<String, Object> config = config(c);
        Map<String, Object> written = model(c, config).toConfig();
        if (!c.name().startsWith("attention") && !c.name().startsWith("mask_ends")) {
            // Attention's inputs are written by name, wherever Python passed them.
            assertThat(nodes(written)).isEqualTo(nodes(config));
        }
        check(c, model(c, written));
    }

    /** How the layers are connected, without the arguments that say nothing. */
    private static Map<String, Object> nodes(Map<String, Object> model) {
        Map<?, ?> config = (Map<?, ?>) model.get("config");
        Map<String, Object> nodes = new TreeMap<>();
        for (Object layer : (List<?>) config.get("layers")) {
            Map<?, ?> map = (Map<?, ?>) layer;
            String kind = map.get("module") + " " + map.get("class_name") + " " + map.get("registered_name");
            nodes.put((String) map.get("name"), List.of(kind, plain(map.get("inbound_nodes"))));
        }
        nodes.put("input_layers", plain(config.get("input_layers")));
        nodes.put("output_layers", plain(config.get("output_layers")));
        return nodes;
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new TreeMap<>();
            map.forEach((key, inner) -> {
                boolean empty = inner == null || inner.equals(false) || inner.equals(Map.of());
                if (!empty && !key.equals("kwargs")
                        || key.equals("kwargs") && !plain(inner).equals(Map.of())) {
                    result.put((String) key, plain(inner));
                }
            });
            return result;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(v -> v == null ? "null" : plain(v)).toList();
        }
        return value instanceof Number number ? number.doubleValue() : value;
    }

    @Test
    void operationsAreNoLayersOfTheModelButRowsOfItsSummary() {
        GoldenCase c = cases().stream()
                .filter(x -> x.name().equals("embedding_mask"))
                .findFirst()
                .orElseThrow();
        Model model = model(c, config(c));
        assertThat(model.layers()).extracting("name").containsExactly("words", "embedding", "lstm", "both");
        assertThat(model.summaryText()).contains("(NotEqual)").containsPattern("not_equal\\w*\\[0]\\[0]");
    }

    @Test
    void anUnknownOperationSaysWhatToDo() {
        assertThatThrownBy(() -> Operation.of(Map.of(
                        "module", "keras.src.ops.linalg", "class_name", "Cholesky", "config", Map.of("name", "c"))))
                .hasMessageContaining("Unknown operation \"Cholesky\"")
                .hasMessageContaining("layer of its own");
    }

    @Test
    void operationsAreTrained() {
        GoldenCase c = cases().stream()
                .filter(x -> x.name().equals("mask_ends_at_plus"))
                .findFirst()
                .orElseThrow();
        Model model = model(c, config(c));
        model.compile("adam", "mse");
        Tensor x = c.arrays("inputs").get(0).tensor();
        Tensor y = Tensors.ones(5, 4);
        double before = model.evaluate(x, y, f -> f.verbose(0)).get("loss");
        model.fit(x, y, f -> f.epochs(20).verbose(0));
        assertThat(model.evaluate(x, y, f -> f.verbose(0)).get("loss")).isLessThan(before);
    }
}
