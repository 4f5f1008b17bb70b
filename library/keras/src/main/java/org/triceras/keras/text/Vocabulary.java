package org.triceras.keras.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;

/** Words and their numbers, counted from data: the most frequent first, among equals the last in the alphabet, as in Keras. */
final class Vocabulary {
    private final List<String> words;
    private final Map<String, Integer> numbers = new HashMap<>();

    Vocabulary(List<String> words) {
        this.words = List.copyOf(words);
        for (int i = 0; i < words.size(); i++) {
            if (numbers.put(words.get(i), i) != null) {
                throw new ArgumentException(
                        "Expected each word of a vocabulary once. Received \"" + words.get(i) + "\" twice.");
            }
        }
    }

    /**
     * The words that a user gives, or what getVocabulary gave, which begins with the tokens.
     *
     * @param owner the layer, for errors
     * @param tokens what stands before the words: mask and unknown, as far as there are such
     * @param mask the token that no word may be, or null
     * @param maxTokens the largest number of words and tokens, 0 for any
     */
    static Vocabulary given(String owner, List<String> all, List<String> tokens, String mask, int maxTokens) {
        boolean withTokens =
                all.size() >= tokens.size() && all.subList(0, tokens.size()).equals(tokens);
        List<String> words = withTokens ? all.subList(tokens.size(), all.size()) : all;
        if (mask != null && words.contains(mask)) {
            throw new ArgumentException(owner + ": expected the mask token \"" + mask
                    + "\" not among the words of the vocabulary. Received it as number " + all.lastIndexOf(mask)
                    + ". Leave it out, or begin the vocabulary with all tokens, here \""
                    + String.join("\", \"", tokens) + "\".");
        }
        if (maxTokens > 0 && tokens.size() + words.size() > maxTokens) {
            throw new ArgumentException(owner + ": expected a vocabulary of at most maxTokens = " + maxTokens
                    + ". Received " + words.size() + " words, with tokens such as \"[UNK]\" "
                    + (tokens.size() + words.size()) + ".");
        }
        return new Vocabulary(words);
    }

    /**
     * How many words maxTokens leaves room for; 0 for any number.
     *
     * @param tokens how many numbers are not for words
     */
    static int room(String owner, int maxTokens, int tokens) {
        if (maxTokens != 0 && maxTokens <= tokens) {
            throw new ArgumentException(owner + ": expected maxTokens of at least " + (tokens + 1)
                    + ", since padding and unknown words count, too. Received " + maxTokens + ".");
        }
        return maxTokens == 0 ? 0 : maxTokens - tokens;
    }

    /** @param most the largest number of words, 0 for any */
    static Vocabulary of(List<List<String>> documents, int most) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        documents.forEach(d -> d.forEach(word -> counts.merge(word, 1, Integer::sum)));
        List<String> sorted = new ArrayList<>(counts.keySet());
        sorted.sort(Comparator.<String>comparingInt(counts::get)
                .reversed()
                .thenComparing(Comparator.<String>naturalOrder().reversed()));
        return new Vocabulary(most > 0 && sorted.size() > most ? sorted.subList(0, most) : sorted);
    }

    /** For each word log(1 + documents / (1 + documents that have it)). */
    List<Double> inverseDocumentFrequencies(Collection<List<String>> documents) {
        Map<String, Integer> counts = new HashMap<>();
        documents.forEach(d -> new HashSet<>(d).forEach(word -> counts.merge(word, 1, Integer::sum)));
        return words.stream()
                .map(word -> Math.log(1 + documents.size() / (1.0 + counts.getOrDefault(word, 0))))
                .toList();
    }

    List<String> words() {
        return words;
    }

    /** The number, or -1. */
    int numberOf(String word) {
        return numbers.getOrDefault(word, -1);
    }
}
