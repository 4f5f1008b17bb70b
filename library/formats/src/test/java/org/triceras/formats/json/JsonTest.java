package org.triceras.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;

class JsonTest {
    @Test
    void keepsIntegersAndFloatsApart() {
        assertThat(Json.read("[1, 1.0, 1e-07, -0, 3000000000, 18446744073709551616]"))
                .isEqualTo(List.of(1, 1.0, 1e-7, 0, 3_000_000_000L, BigInteger.TWO.pow(64)));
        assertThat(Json.write(List.of(1, 1.0, 1e-7, 0.1f, 3_000_000_000L)))
                .isEqualTo("[1, 1.0, 1.0e-7, 0.1, 3000000000]");
    }

    @Test
    void readsAndWritesPythonsNanAndInfinity() {
        List<Double> values = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(Json.write(values)).isEqualTo("[NaN, Infinity, -Infinity]");
        assertThat(Json.read("[NaN, Infinity, -Infinity]")).isEqualTo(values);
    }

    @Test
    void keepsKeyOrderAndEscapes() {
        String text = "{\"z\": null, \"a\": [true, false, {}, []], \"\\u00e9\\n\\\"\": \"\\ud83d\\ude00\\\\\"}";
        Map<String, Object> tree = Json.readMap(text);
        assertThat(tree.keySet()).containsExactly("z", "a", "\u00e9\n\"");
        assertThat(tree.get("\u00e9\n\"")).isEqualTo("\ud83d\ude00\\");
        assertThat(Json.write(tree)).isEqualTo(text);
    }

    @Test
    void indents() {
        assertThat(Json.writeIndented(Map.of("a", Arrays.asList(1, null)), 2))
                .isEqualTo("{\n  \"a\": [\n    1,\n    null\n  ]\n}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "[1 2]",
                "{\"a\" 1}",
                "{a: 1}",
                "'a'",
                "01",
                "1.",
                "nul",
                "\"a",
                "\"\\x\"",
                "1 2",
                "\"\\u12g4\""
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> Json.read(text))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The JSON text cannot be read (line 1, column");
    }

    @Test
    void namesThePlace() {
        assertThatThrownBy(() -> Json.read("{\n  \"a\": 1,\n  b\n}")).hasMessageContaining("line 3, column 3");
        assertThatThrownBy(() -> Json.read("[".repeat(5000))).hasMessageContaining("deeper than");
        assertThatThrownBy(() -> Json.readMap("[1]")).hasMessageContaining("Expected an object in braces");
        assertThatThrownBy(() -> Json.write(List.of(new StringBuilder())))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("java.lang.StringBuilder");
    }
}
