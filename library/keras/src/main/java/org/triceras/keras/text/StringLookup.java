package org.triceras.keras.text;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * Words as numbers and back: {@code new StringLookup().adapt(words)}, then {@code apply(words)}. Numbers start with that of the mask token,
 * if there is one, then comes the number of all unknown words, then the vocabulary.
 */
public final class StringLookup {
    private String oovToken = "[UNK]";
    private String maskToken;
    private int numOovIndices = 1;
    private int maxTokens;
    private List<String> given;
    private Vocabulary vocabulary;

    public StringLookup() {}

    /** @param vocabulary the known words in the order of their numbers; mask and unknown token may stand before them */
    public StringLookup(List<String> vocabulary) {
        this.given = new Vocabulary(vocabulary).words();
    }

    /** How unknown words read on the way back; "[UNK]" by default. */
    public StringLookup oovToken(String token) {
        this.oovToken = token;
        return this;
    }

    /** A word that gets the number 0, such as "" for padding; null, the default, for none. */
    public StringLookup maskToken(String token) {
        this.maskToken = token;
        return this;
    }

    /** 1, the default, or 0, so that unknown words are an error. */
    public StringLookup numOovIndices(int count) {
        if (count != 0 && count != 1) {
            throw new ArgumentException(
                    "StringLookup: expected 0 or 1 numbers for unknown words. Received " + count + ".");
        }
        this.numOovIndices = count;
        return this;
    }

    /** The largest size of the vocabulary, unknown and mask included, that adapt makes; any by default. */
    public StringLookup maxTokens(int most) {
        this.maxTokens = most;
        return this;
    }

    /** Takes the vocabulary from words, the most frequent first. */
    public StringLookup adapt(List<String> words) {
        Texts.requireAll("StringLookup", words);
        List<String> counted = words.stream().filter(w -> !w.equals(maskToken)).toList();
        vocabulary = Vocabulary.of(List.of(counted), Vocabulary.room("StringLookup", maxTokens, first()));
        return this;
    }

    private int first() {
        return numOovIndices + (maskToken == null ? 0 : 1);
    }

    private List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        if (maskToken != null) {
            tokens.add(maskToken);
        }
        if (numOovIndices > 0) {
            tokens.add(oovToken);
        }
        return tokens;
    }

    private Vocabulary known() {
        if (vocabulary == null && given != null) {
            // Not before, as the tokens are set after the words.
            vocabulary = Vocabulary.given("StringLookup", given, tokens(), maskToken, maxTokens);
        }
        if (vocabulary == null) {
            throw new StateException("StringLookup: there is no vocabulary yet. Call adapt(words) first, or give one.");
        }
        return vocabulary;
    }

    /** All words by number. */
    public List<String> getVocabulary() {
        List<String> all = tokens();
        all.addAll(known().words());
        return all;
    }

    public int vocabularySize() {
        return first() + known().words().size();
    }

    /** The numbers of words, int32 of shape (words,). */
    public Tensor apply(List<String> words) {
        Texts.requireAll("StringLookup", words);
        return Tensors.of(words.stream().mapToInt(this::numberOf).toArray(), words.size());
    }

    /** The number of one word. */
    public int numberOf(String word) {
        if (word.equals(maskToken)) {
            return 0;
        }
        int number = known().numberOf(word);
        if (number < 0 && numOovIndices == 0) {
            throw new ArgumentException("StringLookup: the word \"" + word + "\" is not in the vocabulary of "
                    + known().words().size() + " words. Use numOovIndices(1) to give unknown words a number.");
        }
        return number < 0 ? first() - 1 : first() + number;
    }

    /** The words of numbers. */
    public List<String> invert(Tensor numbers) {
        List<String> all = getVocabulary();
        List<String> words = new ArrayList<>();
        for (int number : numbers.toIntArray()) {
            words.add(number >= 0 && number < all.size() ? all.get(number) : oovToken);
        }
        return words;
    }
}
