package org.triceras.keras.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** Text to numbers against real Keras. */
class TextGoldenTest {
    static List<GoldenCase> cases() {
        return Golden.cases("text");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKeras(GoldenCase c) {
        if (c.className().equals("StringLookup")) {
            StringLookup lookup = lookup(c);
            assertThat(lookup.getVocabulary()).isEqualTo(c.texts("vocabulary"));
            Tensor numbers = lookup.apply(c.texts("input"));
            c.array("output").check("output", numbers, 0);
            List<String> known = c.texts("input").stream()
                    .filter(c.texts("vocabulary")::contains)
                    .toList();
            assertThat(lookup.invert(lookup.apply(known))).isEqualTo(known);
        } else {
            TextVectorization layer = vectorization(c);
            assertThat(layer.getVocabulary()).isEqualTo(c.texts("vocabulary"));
            c.array("output").check("output", layer.apply(c.texts("input")), 1e-6);
        }
    }

    @Test
    void missingTextsAreNamed() {
        List<String> texts = Arrays.asList("a", null);
        StringLookup lookup = new StringLookup(List.of("a"));
        assertThatThrownBy(() -> lookup.apply(texts)).hasMessageContaining("text 1 of 2");
        assertThatThrownBy(() -> lookup.adapt(texts)).hasMessageContaining("text 1 of 2");
        assertThatThrownBy(() -> new TextVectorization().adapt(texts)).hasMessageContaining("text 1 of 2");
        assertThatThrownBy(() -> new Hashing(3).apply(texts)).hasMessageContaining("text 1 of 2");
    }

    private static StringLookup lookup(GoldenCase c) {
        Map<String, Object> config = c.config();
        StringLookup lookup = c.has("adapt") ? new StringLookup() : new StringLookup(strings(config.get("vocabulary")));
        lookup.oovToken((String) config.get("oov_token"))
                .maskToken((String) config.get("mask_token"))
                .numOovIndices((Integer) config.get("num_oov_indices"))
                .maxTokens(config.get("max_tokens") == null ? 0 : (Integer) config.get("max_tokens"));
        return c.has("adapt") ? lookup.adapt(c.texts("adapt")) : lookup;
    }

    private static TextVectorization vectorization(GoldenCase c) {
        Map<String, Object> config = c.config();
        TextVectorization layer = new TextVectorization()
                .maxTokens(config.get("max_tokens") == null ? 0 : (Integer) config.get("max_tokens"))
                .standardize((String) config.get("standardize"))
                .split((String) config.get("split"))
                .outputMode((String) config.get("output_mode"))
                .padToMaxTokens((Boolean) config.get("pad_to_max_tokens"));
        if (config.get("ngrams") instanceof Integer most) {
            layer.ngrams(most);
        } else if (config.get("ngrams") instanceof List<?> sizes) {
            layer.ngrams(sizes.size());
        }
        if (config.get("output_sequence_length") instanceof Integer length) {
            layer.outputSequenceLength(length);
        }
        return c.has("adapt") ? layer.adapt(c.texts("adapt")) : layer.vocabulary(strings(config.get("vocabulary")));
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> new TextVectorization().apply(List.of("a"))).hasMessageContaining("adapt(texts)");
        assertThatThrownBy(() -> new StringLookup(List.of("a")).numOovIndices(0).apply(List.of("b")))
                .hasMessageContaining("\"b\" is not in the vocabulary");
        assertThatThrownBy(() -> new StringLookup(List.of("a", "a"))).hasMessageContaining("twice");
    }

    /** As in Keras: get_vocabulary of one layer is the vocabulary of another. */
    @Test
    void aVocabularyMayBeginWithItsTokens() {
        List<String> words = List.of("b", "a", "b");
        StringLookup lookup = new StringLookup().maskToken("").adapt(words);
        StringLookup again = new StringLookup(lookup.getVocabulary()).maskToken("");
        assertThat(again.getVocabulary()).containsExactly("", "[UNK]", "b", "a");
        assertThat(again.apply(words).toIntArray())
                .isEqualTo(lookup.apply(words).toIntArray());

        TextVectorization texts = new TextVectorization().adapt(List.of("b a b"));
        assertThat(new TextVectorization()
                        .vocabulary(texts.getVocabulary())
                        .apply(List.of("a b c"))
                        .toIntArray())
                .containsExactly(3, 2, 1);
        TextVectorization counts = new TextVectorization().outputMode("count").adapt(List.of("b a b"));
        assertThat(new TextVectorization()
                        .vocabulary(counts.getVocabulary())
                        .outputMode("count")
                        .getVocabulary())
                .containsExactly("[UNK]", "b", "a");
    }

    @Test
    void vocabulariesThatDoNotFit() {
        assertThatThrownBy(() -> new TextVectorization()
                        .outputMode("count")
                        .vocabulary(List.of("", "[UNK]", "a"))
                        .apply(List.of("a")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Received it as number 0");
        assertThatThrownBy(() -> new TextVectorization()
                        .maxTokens(3)
                        .vocabulary(List.of("a", "b"))
                        .apply(List.of("a")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("at most maxTokens = 3");
        assertThatThrownBy(() -> new TextVectorization().maxTokens(2).adapt(List.of("a b")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("maxTokens of at least 3");
    }
}
