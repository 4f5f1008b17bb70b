package org.triceras.keras.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.Names;

/**
 * Texts as sequences of word numbers, or as one vector for each: {@code new TextVectorization().maxTokens(10000).outputSequenceLength(100)},
 * then {@code adapt(texts)}, then {@code apply(texts)}. With output "int" 0 is padding and 1 any unknown word.
 */
public final class TextVectorization {
    private static final List<String> MODES = List.of("int", "multi_hot", "count", "tf_idf");
    private static final String PUNCTUATION = "[!\"#$%&()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~']";

    private int maxTokens;
    private UnaryOperator<String> standardize = standardizer("lower_and_strip_punctuation");
    private boolean characters;
    private int ngrams = 1;
    private String outputMode = "int";
    private int outputSequenceLength;
    private boolean padToMaxTokens;
    private List<String> given;
    private Vocabulary vocabulary;
    private List<Double> idf;

    /** The largest size of the vocabulary, padding and unknown included; any by default. */
    public TextVectorization maxTokens(int most) {
        this.maxTokens = most;
        return this;
    }

    /** "lower_and_strip_punctuation" (the default), "lower", "strip_punctuation" or null for the text as it is. */
    public TextVectorization standardize(String how) {
        this.standardize = standardizer(how);
        return this;
    }

    /** Any change of the text before it is split. */
    public TextVectorization standardize(UnaryOperator<String> how) {
        this.standardize = how;
        return this;
    }

    /** "whitespace", the default, or "character". */
    public TextVectorization split(String how) {
        if (!List.of("whitespace", "character").contains(how)) {
            throw Names.unknown("split", how, List.of("whitespace", "character"));
        }
        this.characters = how.equals("character");
        return this;
    }

    /** Takes runs of up to so many words as words, too; 1 by default. */
    public TextVectorization ngrams(int most) {
        if (most < 1) {
            throw new ArgumentException("TextVectorization: expected ngrams above 0. Received " + most + ".");
        }
        this.ngrams = most;
        return this;
    }

    /** "int" (the default: the words' numbers), "multi_hot", "count" or "tf_idf" (a vector over the vocabulary for each text). */
    public TextVectorization outputMode(String mode) {
        if (!MODES.contains(mode)) {
            throw Names.unknown("outputMode", mode, MODES);
        }
        this.outputMode = mode;
        return this;
    }

    /** Cuts or pads every sequence to this length; by default they are padded to the longest one. */
    public TextVectorization outputSequenceLength(int length) {
        this.outputSequenceLength = length;
        return this;
    }

    /** True makes vectors as long as maxTokens even when there are fewer words. */
    public TextVectorization padToMaxTokens(boolean pad) {
        this.padToMaxTokens = pad;
        return this;
    }

    /** The known words in the order of their numbers; padding and unknown may stand before them, as in {@link #getVocabulary}. */
    public TextVectorization vocabulary(List<String> words) {
        this.given = new Vocabulary(words).words();
        this.vocabulary = null;
        return this;
    }

    private static UnaryOperator<String> standardizer(String how) {
        if (how == null) {
            return text -> text;
        }
        switch (how) {
            case "lower":
                return text -> text.toLowerCase(Locale.ROOT);
            case "strip_punctuation":
                return text -> text.replaceAll(PUNCTUATION, "");
            case "lower_and_strip_punctuation":
                return text -> text.toLowerCase(Locale.ROOT).replaceAll(PUNCTUATION, "");
            default:
                throw Names.unknown(
                        "standardize", how, List.of("lower_and_strip_punctuation", "lower", "strip_punctuation"));
        }
    }

    /** Takes the vocabulary, and with "tf_idf" the weights, from texts. */
    public TextVectorization adapt(List<String> texts) {
        Texts.requireAll("TextVectorization", texts);
        List<List<String>> documents = texts.stream().map(this::words).toList();
        vocabulary = Vocabulary.of(documents, Vocabulary.room("TextVectorization", maxTokens, first()));
        idf = vocabulary.inverseDocumentFrequencies(documents);
        return this;
    }

    /** The number of the first word. */
    private int first() {
        return outputMode.equals("int") ? 2 : 1;
    }

    private List<String> words(String text) {
        String standard = standardize.apply(text);
        List<String> single = characters
                ? standard.codePoints().mapToObj(Character::toString).toList()
                : Arrays.stream(standard.trim().split("\\s+"))
                        .filter(w -> !w.isEmpty())
                        .toList();
        List<String> all = new ArrayList<>();
        for (int n = 1; n <= ngrams; n++) {
            for (int i = 0; i + n <= single.size(); i++) {
                all.add(String.join(" ", single.subList(i, i + n)));
            }
        }
        return all;
    }

    private List<String> tokens() {
        return first() == 2 ? List.of("", "[UNK]") : List.of("[UNK]");
    }

    private Vocabulary known() {
        if (vocabulary == null && given != null) {
            // Not before, as the mode, which decides on the tokens, may be set after the words.
            vocabulary = Vocabulary.given("TextVectorization", given, tokens(), "", maxTokens);
        }
        if (vocabulary == null) {
            throw new StateException(
                    "TextVectorization: there is no vocabulary yet. Call adapt(texts) first, or give one.");
        }
        return vocabulary;
    }

    /** All words by number. */
    public List<String> getVocabulary() {
        List<String> all = new ArrayList<>(tokens());
        all.addAll(known().words());
        return all;
    }

    public int vocabularySize() {
        return first() + known().words().size();
    }

    /** (texts, words) int32 with "int", else (texts, vocabulary) float32. */
    public Tensor apply(List<String> texts) {
        Texts.requireAll("TextVectorization", texts);
        List<int[]> rows = new ArrayList<>();
        for (String text : texts) {
            rows.add(words(text).stream()
                    .mapToInt(word -> known().numberOf(word) + first())
                    .toArray());
        }
        return outputMode.equals("int") ? sequences(rows) : vectors(rows);
    }

    private Tensor sequences(List<int[]> rows) {
        int length = outputSequenceLength > 0
                ? outputSequenceLength
                : rows.stream().mapToInt(r -> r.length).max().orElse(0);
        int[] all = new int[rows.size() * length];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * length, Math.min(length, rows.get(i).length));
        }
        return Tensors.of(all, rows.size(), length);
    }

    private Tensor vectors(List<int[]> rows) {
        int depth = padToMaxTokens && maxTokens > 0 ? maxTokens : vocabularySize();
        float[] all = new float[rows.size() * depth];
        for (int i = 0; i < rows.size(); i++) {
            for (int number : rows.get(i)) {
                int at = i * depth + number;
                all[at] = outputMode.equals("multi_hot") ? 1 : all[at] + (float) weight(number);
            }
        }
        return Tensors.wrap(Shape.of(rows.size(), depth), DType.FLOAT32, all);
    }

    private double weight(int number) {
        if (!outputMode.equals("tf_idf")) {
            return 1;
        }
        if (idf == null) {
            throw new StateException("TextVectorization: \"tf_idf\" needs weights of the words. Call adapt(texts).");
        }
        // An unknown word counts as much as the mean of the known ones.
        return number == 0
                ? idf.stream().mapToDouble(Double::doubleValue).average().orElse(1)
                : idf.get(number - first());
    }
}
