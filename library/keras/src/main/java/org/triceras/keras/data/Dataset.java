package org.triceras.keras.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.models.Batch;

/**
 * A pipeline of data, as tf.data has it, for fit, evaluate and predict:
 *
 * <pre>{@code
 * var train = Dataset.fromTensorSlices(x, y).shuffle(10_000).batch(128).map((a, b) -> Batch.of(a.div(255), b)).prefetch(1);
 * model.fit(train, f -> f.epochs(5));
 * }</pre>
 *
 * <p>An element is a {@link Batch}: before {@code batch} one sample, without the axis of samples, after it several. Nothing is computed until
 * somebody goes through the elements, and again at each pass; {@link #cache} keeps them. Datasets do not change: each method makes another one.
 */
public final class Dataset implements Iterable<Batch> {
    /** {@link #cardinality} of a dataset without end. */
    public static final long INFINITE = -1;

    /** {@link #cardinality} of a dataset whose end nobody knows before it is reached. */
    public static final long UNKNOWN = -2;

    private final Elements<Batch> elements;
    /** The same as rows of tensors, or null when they are something else. */
    private final Rows rows;

    private Dataset(Elements<Batch> elements, Rows rows) {
        this.elements = elements;
        this.rows = rows;
    }

    Dataset(Elements<Batch> elements) {
        this(elements, null);
    }

    private static Dataset of(Rows rows) {
        return new Dataset(rows.samples(), rows);
    }

    // ---- sources ----

    /** The rows of a tensor as samples without targets. */
    public static Dataset fromTensorSlices(Tensor x) {
        return fromTensorSlices(Batch.of(x));
    }

    /** The rows of inputs and targets as samples. */
    public static Dataset fromTensorSlices(Tensor x, Tensor y) {
        return fromTensorSlices(Batch.of(x, y));
    }

    /** The rows of tensors as samples; for several inputs or outputs, names and weights: {@code Batch.of(...).weighted(w)}. */
    public static Dataset fromTensorSlices(Batch data) {
        return of(Rows.of(data));
    }

    /** What an Iterable gives, such as a list, a Sequence, or {@code () -> iterator}, which begins anew at each pass. */
    public static Dataset from(Iterable<Batch> source) {
        if (source instanceof Dataset dataset) {
            return dataset;
        }
        long count = source instanceof Collection<?> collection
                ? collection.size()
                : source instanceof Sequence sequence ? sequence.size() : UNKNOWN;
        return new Dataset(Elements.of(count, source::iterator));
    }

    /** What a function makes, without end. */
    public static Dataset generate(Supplier<Batch> source) {
        return new Dataset(Elements.of(INFINITE, () -> new Iterator<Batch>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Batch next() {
                return made("generate", source.get());
            }
        }));
    }

    /** The numbers 0 to n - 1, int64 scalars. */
    public static Dataset range(long n) {
        return new Dataset(Elements.of(
                Math.max(0, n),
                () -> LongStream.range(0, n)
                        .mapToObj(i -> Batch.of(Tensors.scalar(i, DType.INT64)))
                        .iterator()));
    }

    /** Inputs from one dataset, targets from another: what are their elements' inputs. Ends with the shorter one. */
    public static Dataset zip(Dataset x, Dataset y) {
        long a = x.cardinality();
        long b = y.cardinality();
        long count = a == INFINITE ? b : b == INFINITE ? a : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : Math.min(a, b);
        return new Dataset(Elements.of(count, () -> {
            Iterator<Batch> inputs = x.iterator();
            Iterator<Batch> targets = y.iterator();
            return new Elements.Cursor<Batch>() {
                @Override
                void advance() {
                    if (inputs.hasNext() && targets.hasNext()) {
                        give(Batch.of(inputs.next().x(), targets.next().x()));
                    }
                }
            };
        }));
    }

    // ---- what is done to each element ----

    /** Each element as {@code change} makes it. */
    public Dataset map(UnaryOperator<Batch> change) {
        return new Dataset(Elements.of(cardinality(), () -> {
            Iterator<Batch> source = iterator();
            return new Elements.Cursor<Batch>() {
                @Override
                void advance() {
                    if (source.hasNext()) {
                        give(made("map", change.apply(source.next())));
                    }
                }
            };
        }));
    }

    /** As {@link #map(UnaryOperator)} for elements of one input and one target: {@code map((x, y) -> Batch.of(x.div(255), y))}. */
    public Dataset map(BiFunction<Tensor, Tensor, Batch> change) {
        return map(element -> {
            if (element.x().size() != 1 || element.y().size() != 1) {
                throw new ArgumentException("map: expected elements of one input and one target for map((x, y) -> ...)."
                        + " Received " + element.x().size() + " and "
                        + element.y().size() + ". Try map(batch -> ...).");
            }
            return change.apply(element.x().get(0), element.y().get(0));
        });
    }

    /** The elements for which {@code keep} says true. */
    public Dataset filter(Predicate<Batch> keep) {
        long count = cardinality() == 0 || cardinality() == INFINITE ? cardinality() : UNKNOWN;
        return new Dataset(Elements.of(count, () -> {
            Iterator<Batch> source = iterator();
            return new Elements.Cursor<Batch>() {
                @Override
                void advance() {
                    while (source.hasNext()) {
                        Batch element = source.next();
                        if (keep.test(element)) {
                            give(element);
                            return;
                        }
                    }
                }
            };
        }));
    }

    // ---- batches ----

    /** Puts {@code size} samples together; the last batch may be smaller. */
    public Dataset batch(int size) {
        return batch(size, false);
    }

    /** @param dropRemainder whether a last batch that would be smaller is left out */
    public Dataset batch(int size, boolean dropRemainder) {
        atLeast("batch", "size", 1, size);
        return new Dataset(
                rows != null ? rows.batches(size, dropRemainder) : Batches.of(elements, size, dropRemainder));
    }

    /** The samples of all batches, one by one. */
    public Dataset unbatch() {
        return new Dataset(Batches.unbatch(elements));
    }

    // ---- order and number ----

    /**
     * Takes a random one of the next {@code bufferSize} elements each time, in another order at each pass. Before {@code batch} it mixes samples;
     * with a buffer as large as the data the order is a full shuffle.
     */
    public Dataset shuffle(int bufferSize) {
        return shuffle(bufferSize, null, true);
    }

    /** As {@link #shuffle(int)}, repeatable: the first pass of every dataset made so has one order, the second another. */
    public Dataset shuffle(int bufferSize, long seed) {
        return shuffle(bufferSize, seed, true);
    }

    /**
     * @param seed null for one that {@code setRandomSeed} decides
     * @param reshuffleEachIteration whether passes differ from each other; without, a seed is needed
     */
    public Dataset shuffle(int bufferSize, Long seed, boolean reshuffleEachIteration) {
        atLeast("shuffle", "bufferSize", 1, bufferSize);
        if (seed == null && !reshuffleEachIteration) {
            throw new ArgumentException(
                    "shuffle: expected a seed for the one order that all passes have. Received none.");
        }
        return rows != null
                ? rows(rows.numbers().shuffle(bufferSize, seed, reshuffleEachIteration))
                : new Dataset(elements.shuffle(bufferSize, seed, reshuffleEachIteration));
    }

    /** The first {@code count} elements; all when there are fewer, or for a negative count. */
    public Dataset take(long count) {
        if (count < 0) {
            return this;
        }
        return rows != null ? rows(rows.numbers().take(count)) : new Dataset(elements.take(count));
    }

    /** All but the first {@code count} elements; none for a negative count. */
    public Dataset skip(long count) {
        long n = count < 0 ? Long.MAX_VALUE : count;
        return rows != null ? rows(rows.numbers().skip(n)) : new Dataset(elements.skip(n));
    }

    /** All elements again and again, without end. */
    public Dataset repeat() {
        return repeat(INFINITE);
    }

    /** All elements {@code count} times; without end for a negative count. */
    public Dataset repeat(long count) {
        long times = Math.max(INFINITE, count);
        return rows != null ? rows(rows.numbers().repeat(times)) : new Dataset(elements.repeat(times));
    }

    /** One of {@code shards} parts: the elements whose number leaves {@code index} when divided by the number of parts. */
    public Dataset shard(long shards, long index) {
        atLeast("shard", "shards", 1, shards);
        if (index < 0 || index >= shards) {
            throw new ArgumentException(
                    "shard: expected an index from 0 to below " + shards + ". Received " + index + ".");
        }
        return rows != null ? rows(rows.numbers().shard(shards, index)) : new Dataset(elements.shard(shards, index));
    }

    private Dataset rows(Elements<Integer> numbers) {
        return of(new Rows(rows.tensors(), numbers));
    }

    /** These elements, then the other's. */
    public Dataset concatenate(Dataset other) {
        long a = cardinality();
        long b = other.cardinality();
        long count = a == INFINITE || b == INFINITE ? INFINITE : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
        return new Dataset(Elements.of(count, () -> {
            Iterator<Batch> first = iterator();
            return new Elements.Cursor<Batch>() {
                private Iterator<Batch> second;

                @Override
                void advance() {
                    if (first.hasNext()) {
                        give(first.next());
                        return;
                    }
                    second = second == null ? other.iterator() : second;
                    if (second.hasNext()) {
                        give(second.next());
                    }
                }
            };
        }));
    }

    // ---- when things are computed ----

    /** Keeps the elements in memory when a pass has gone through all of them, so that later passes compute nothing. */
    public Dataset cache() {
        List<Batch> kept = new ArrayList<>();
        boolean[] complete = {false};
        return new Dataset(Elements.of(cardinality(), () -> {
            synchronized (kept) {
                if (complete[0]) {
                    return kept.iterator();
                }
            }
            Iterator<Batch> source = iterator();
            return new Elements.Cursor<Batch>() {
                private final List<Batch> seen = new ArrayList<>();

                @Override
                void advance() {
                    if (source.hasNext()) {
                        Batch element = source.next();
                        seen.add(element);
                        give(element);
                        return;
                    }
                    synchronized (kept) {
                        if (!complete[0]) {
                            kept.addAll(seen);
                            complete[0] = true;
                        }
                    }
                }
            };
        }));
    }

    /**
     * Makes up to {@code ahead} elements before they are asked for, on a thread of its own: worth it where elements are read from files or the
     * network, as computing takes the processors from the model.
     */
    public Dataset prefetch(int ahead) {
        atLeast("prefetch", "elements", 1, ahead);
        return new Dataset(Elements.of(cardinality(), () -> new Prefetch(iterator(), ahead)));
    }

    // ---- reading ----

    /** The number of elements, {@link #INFINITE} or {@link #UNKNOWN}. */
    public long cardinality() {
        return elements.count();
    }

    @Override
    public Iterator<Batch> iterator() {
        return elements.open();
    }

    @Override
    public String toString() {
        long count = cardinality();
        return "Dataset of "
                + (count == INFINITE
                        ? "elements without end"
                        : count == UNKNOWN
                                ? "elements of unknown number"
                                : count + (count == 1 ? " element" : " elements"));
    }

    /** Null would pass for the end of the data further on. */
    private static Batch made(String method, Batch element) {
        if (element == null) {
            throw new ArgumentException(method + ": expected a Batch from the function. Received null."
                    + (method.equals("map") ? " To leave elements out, try filter." : " To end after n, try take(n)."));
        }
        return element;
    }

    private static void atLeast(String method, String what, long least, long value) {
        if (value < least) {
            throw new ArgumentException(
                    method + ": expected " + what + " of at least " + least + ". Received " + value + ".");
        }
    }
}
