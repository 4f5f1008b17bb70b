package org.triceras.keras.text;

import com.google.common.hash.HashFunction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.CategoryEncoding;
import org.triceras.keras.util.Names;

/**
 * Words or whole numbers dealt out to a fixed number of bins, without a vocabulary: {@code new Hashing(100).apply(words)}. The bins are those
 * of Keras: FarmHash's fingerprint, or SipHash with a salt. As StringLookup it works before the model.
 */
public final class Hashing {
    private static final List<String> MODES = List.of("int", "one_hot", "multi_hot", "count");

    private final int numBins;
    private HashFunction function = com.google.common.hash.Hashing.farmHashFingerprint64();
    private String maskValue;
    private String outputMode = "int";

    /** @param numBins the number of bins, that of the mask included */
    public Hashing(int numBins) {
        if (numBins < 1) {
            throw new ArgumentException("Hashing: expected numBins above 0. Received " + numBins + ".");
        }
        this.numBins = numBins;
    }

    /** A word that has bin 0 for itself, such as "" for padding. */
    public Hashing maskValue(String word) {
        this.maskValue = word;
        return this;
    }

    /** A number that has bin 0 for itself. */
    public Hashing maskValue(long number) {
        return maskValue(Long.toString(number));
    }

    /** Other bins for each salt, which nobody can foresee who does not know it. */
    public Hashing salt(long salt) {
        return salt(salt, salt);
    }

    /** SipHash's key in two halves. */
    public Hashing salt(long first, long second) {
        this.function = com.google.common.hash.Hashing.sipHash24(first, second);
        return this;
    }

    /** "int" (the default) for the bins' numbers; "one_hot", "multi_hot" or "count" for vectors as CategoryEncoding makes them. */
    public Hashing outputMode(String mode) {
        if (!MODES.contains(mode)) {
            throw Names.unknown("outputMode", mode, MODES);
        }
        this.outputMode = mode;
        return this;
    }

    /** The bins of words: int64 of shape (words,), or vectors. */
    public Tensor apply(List<String> words) {
        Texts.requireAll("Hashing", words);
        return encoded(Tensors.of(words.stream().mapToLong(this::binOf).toArray(), words.size()));
    }

    /** The bins of numbers: int64 of the same shape, or vectors. Fractions are cut off. */
    public Tensor apply(Tensor numbers) {
        // In Keras, too, numbers are hashed as they are written.
        long[] bins = Arrays.stream(numbers.cast(DType.INT64).toLongArray())
                .map(number -> binOf(Long.toString(number)))
                .toArray();
        return encoded(Tensors.wrap(numbers.shape(), DType.INT64, bins));
    }

    /** The bin of one word. */
    public long binOf(String word) {
        boolean masks = maskValue != null && numBins > 1;
        if (masks && word.equals(maskValue)) {
            return 0;
        }
        long hash = function.hashString(word, StandardCharsets.UTF_8).asLong();
        return masks ? 1 + Long.remainderUnsigned(hash, numBins - 1) : Long.remainderUnsigned(hash, numBins);
    }

    private Tensor encoded(Tensor bins) {
        return outputMode.equals("int")
                ? bins
                : new CategoryEncoding(numBins).outputMode(outputMode).apply(bins);
    }
}
