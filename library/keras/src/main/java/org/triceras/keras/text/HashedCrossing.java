package org.triceras.keras.text;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.CategoryEncoding;
import org.triceras.keras.util.Names;

/**
 * Combinations of features, such as city and weekday, dealt out to a fixed number of bins: {@code new HashedCrossing(100).apply(cities, days)}.
 * The bins are those of Keras. As Hashing it works before the model.
 */
public final class HashedCrossing {
    private static final List<String> MODES = List.of("int", "one_hot");
    private static final HashFunction WORDS = Hashing.farmHashFingerprint64();

    // TensorFlow's start of a cross, and what it multiplies by in joining fingerprints.
    private static final long START = 0xDECAFCAFFEL;
    private static final long FACTOR = 0xc6a4a7935bd1e995L;

    private final int numBins;
    private String outputMode = "int";

    public HashedCrossing(int numBins) {
        if (numBins < 1) {
            throw new ArgumentException("HashedCrossing: expected numBins above 0. Received " + numBins + ".");
        }
        this.numBins = numBins;
    }

    /** "int" (the default) for the bins' numbers, or "one_hot" for vectors. */
    public HashedCrossing outputMode(String mode) {
        if (!MODES.contains(mode)) {
            throw Names.unknown("outputMode", mode, MODES);
        }
        this.outputMode = mode;
        return this;
    }

    /**
     * The bins of what stands at the same place in each feature.
     *
     * @param features two or more of one length, each a list of words or a tensor of whole numbers, of shape (), (samples,) or (samples, 1)
     * @return int64 of that shape, or float32 vectors (samples, bins)
     */
    public Tensor apply(Object... features) {
        if (features.length < 2) {
            throw new ArgumentException("HashedCrossing: expected at least two features. Received " + features.length
                    + ". Pass each by itself: apply(cities, days).");
        }
        Shape shape = shape(features[0]);
        long[] crossed = new long[shape.size()];
        Arrays.fill(crossed, START);
        for (Object feature : features) {
            if (!shape(feature).equals(shape)) {
                throw new ShapeException("HashedCrossing: expected features of one shape. Received " + shape + " and "
                        + shape(feature) + ".");
            }
            long[] prints = fingerprints(feature);
            for (int i = 0; i < crossed.length; i++) {
                crossed[i] = joined(crossed[i], prints[i]);
            }
        }
        long[] bins = Arrays.stream(crossed)
                .map(hash -> Long.remainderUnsigned(hash, numBins))
                .toArray();
        return outputMode.equals("int") ? Tensors.wrap(shape, DType.INT64, bins) : vectors(bins, shape);
    }

    private Tensor vectors(long[] bins, Shape shape) {
        Tensor vectors = new CategoryEncoding(numBins).outputMode("one_hot").apply(Tensors.of(bins, bins.length));
        return shape.rank() == 0 ? vectors.reshape(numBins) : vectors;
    }

    private static Shape shape(Object feature) {
        if (feature instanceof List<?> words) {
            return Shape.of(words.size());
        }
        if (!(feature instanceof Tensor numbers) || numbers.dtype().isFloat()) {
            throw new ArgumentException("HashedCrossing: expected lists of strings and tensors of whole numbers."
                    + " Received "
                    + (feature instanceof Tensor t ? "a tensor of " + t.dtype().id() : feature) + ".");
        }
        Shape shape = numbers.shape();
        if (shape.rank() > 2 || (shape.rank() == 2 && shape.last() != 1)) {
            throw new ShapeException("HashedCrossing: expected features of shape (), (samples,) or (samples, 1)."
                    + " Received " + shape + ".");
        }
        return shape;
    }

    /** Numbers stand for themselves. */
    private static long[] fingerprints(Object feature) {
        return feature instanceof Tensor numbers
                ? numbers.cast(DType.INT64).toLongArray()
                : ((List<?>) feature)
                        .stream()
                                .mapToLong(word -> WORDS.hashString(word.toString(), StandardCharsets.UTF_8)
                                        .asLong())
                                .toArray();
    }

    private static long joined(long first, long second) {
        long hash = (first ^ FACTOR ^ shifted(second * FACTOR) * FACTOR) * FACTOR;
        return shifted(shifted(hash) * FACTOR);
    }

    private static long shifted(long value) {
        return value ^ value >>> 47;
    }
}
