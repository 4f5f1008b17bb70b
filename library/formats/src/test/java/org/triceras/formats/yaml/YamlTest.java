package org.triceras.formats.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.formats.json.Json;

class YamlTest {
    @Test
    void roundTripsValuesAndOrder() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("z", Arrays.asList(null, 784, 1e-3, 1e-7, 1e22, 0.1, 2.0, -5, 3_000_000_000L));
        tree.put("a", Map.of("class_name", "Dense"));
        tree.put("nan", Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        tree.put(
                "odd text",
                List.of("", "true", "yes", "1e5", "1_000", "0x10", "~", "2001-01-01", "- a", "a: b", "\u00e9\n"));
        tree.put("flags", List.of(true, false));
        tree.put("empty", new ArrayList<>(List.of(Map.of(), List.of())));
        String text = Yaml.write(tree);
        Map<String, Object> back = Yaml.readMap(text);
        assertThat(back).isEqualTo(tree);
        assertThat(back.keySet()).containsExactly("z", "a", "nan", "odd text", "flags", "empty");
        assertThat(text).contains("z: [null, 784, 0.001, 1.0e-7, 1.0e+22, 0.1, 2.0, -5, 3000000000]");
    }

    @Test
    void readsJsonAsKerasWritesIt() {
        String json =
                "{\"learning_rate\": 1e-07, \"units\": 10, \"batch_shape\": [null, 784], \"x\": 1e3, \"name\": \"1e3\"}";
        assertThat(Yaml.read(json)).isEqualTo(Json.read(json));
    }

    @Test
    void repeatsValuesInsteadOfAnchors() {
        List<Integer> shape = new ArrayList<>(List.of(2, 3));
        assertThat(Yaml.write(List.of(shape, shape))).isEqualTo("- [2, 3]\n- [2, 3]\n");
    }

    @Test
    void keepsDatesAsText() {
        assertThat(Yaml.read("[2001-01-01]")).isEqualTo(List.of("2001-01-01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"file:x\"]]]]",
                "!!java.io.File [x]",
                "!own {a: 1}"
            })
    void refusesTags(String text) {
        assertThatThrownBy(() -> Yaml.read(text))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The YAML text asks for an object of the kind !")
                .hasMessageContaining("line 1")
                .hasMessageContaining("Expected plain data only");
    }

    @Test
    void explainsOtherErrors() {
        assertThatThrownBy(() -> Yaml.read("a: [1\nb: 2"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Yaml.read("a: 1\na: 2"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("duplicate");
        assertThatThrownBy(() -> Yaml.readMap("")).hasMessageContaining("holds nothing");
        assertThatThrownBy(() -> Yaml.readMap("1: 2")).hasMessageContaining("text keys");
        assertThatThrownBy(() -> Yaml.write(List.of(new StringBuilder())))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("java.lang.StringBuilder");
    }
}
