package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * The place of whole numbers in a vocabulary, 0 for those that are not in it: {@code new IntegerLookup(List.of(12L, 36L))}, or
 * {@link #adapt}.
 */
public final class IntegerLookup extends FluentLayer<IntegerLookup> {
    private List<Long> vocabulary;
    private Integer maxTokens;
    private String outputMode = "int";

    public IntegerLookup() {}

    public IntegerLookup(List<Long> vocabulary) {
        this.vocabulary = List.copyOf(vocabulary);
    }

    /** The largest size of the vocabulary that adapt makes, unknown numbers included; any by default. */
    public IntegerLookup maxTokens(int most) {
        requireUnbuilt("maxTokens");
        this.maxTokens = Convolution.positive("IntegerLookup", "maxTokens", most);
        return this;
    }

    /** "int" (the default), "one_hot", "multi_hot" or "count". */
    public IntegerLookup outputMode(String mode) {
        requireUnbuilt("outputMode");
        this.outputMode = check(mode);
        return this;
    }

    private static String check(String mode) {
        return Categories.check(mode, "int", "one_hot", "multi_hot", "count");
    }

    /** Takes the vocabulary from data, the most frequent numbers first, among equals the largest. */
    public void adapt(Tensor data) {
        Map<Long, Integer> counts = new LinkedHashMap<>();
        for (long value : data.toLongArray()) {
            counts.merge(value, 1, Integer::sum);
        }
        List<Long> sorted = new ArrayList<>(counts.keySet());
        sorted.sort(Comparator.<Long>comparingInt(counts::get).reversed().thenComparing(Comparator.reverseOrder()));
        vocabulary = List.copyOf(
                maxTokens != null && sorted.size() > maxTokens - 1 ? sorted.subList(0, maxTokens - 1) : sorted);
        forgetCompiledCalls();
    }

    /** The known numbers in order, behind -1 for all others. */
    public List<Long> getVocabulary() {
        List<Long> all = new ArrayList<>(List.of(-1L));
        all.addAll(known());
        return all;
    }

    private List<Long> known() {
        if (vocabulary == null) {
            throw new StateException("There is no vocabulary yet. Call adapt(data) first, or give one.");
        }
        return vocabulary;
    }

    @Override
    public Tensor call(Tensor x) {
        long[] values = known().stream().mapToLong(Long::longValue).toArray();
        Tensor places = Tensors.arange(values.length).add(1);
        Tensor same = x.cast(DType.INT64).expandDims(-1).eq(Tensors.of(values, values.length));
        Tensor indices = same.cast(DType.INT32).mul(places).sum(-1);
        return Categories.encode(indices, outputMode, values.length + 1, null);
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }

    @Override
    protected void options(Options o) {
        o.flag("invert", () -> false, v -> {})
                .integerOrNull("max_tokens", () -> maxTokens, v -> maxTokens = v)
                .integer("num_oov_indices", () -> 1, v -> requireSame("num_oov_indices", 1, v))
                .value("oov_token", () -> -1, v -> {})
                .value("mask_token", () -> null, v -> requireSame("mask_token", null, v))
                .text("output_mode", () -> outputMode, v -> outputMode = check(v))
                .flag("sparse", () -> false, v -> {})
                .flag("pad_to_max_tokens", () -> false, v -> {})
                .text("vocabulary_dtype", () -> "int64", v -> {})
                .value("idf_weights", () -> null, v -> requireSame("idf_weights", null, v))
                .value(
                        "vocabulary",
                        () -> vocabulary,
                        v -> vocabulary = v == null
                                ? null
                                : ((List<?>) v)
                                        .stream()
                                                .map(n -> ((Number) n).longValue())
                                                .toList())
                .value("vocabulary_size", () -> vocabulary == null ? null : vocabulary.size() + 1, v -> {})
                .text("oov_method", () -> "floormod", v -> {})
                .value("salt", () -> null, v -> {});
    }

    private static void requireSame(String option, Object expected, Object received) {
        if (!java.util.Objects.equals(expected, received)) {
            throw new org.triceras.engine.error.ArgumentException("IntegerLookup: expected " + option + " " + expected
                    + ", as nothing else is supported. Received " + received + ".");
        }
    }
}
