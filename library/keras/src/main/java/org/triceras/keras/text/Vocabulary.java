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
