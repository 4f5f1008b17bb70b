package org.triceras.keras.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.models.Batch;

/**
 * Batches by number: Keras's PyDataset, or Sequence as it was called before. For data that do not fit into memory, as the files of a folder:
 *
 * <pre>{@code
 * class Pictures implements Sequence {
 *     @Override public int size() { return files.size() / 32; }
 *     @Override public Batch get(int index) { return Batch.of(load(files.subList(index * 32, index * 32 + 32)), ...); }
 * }
 * model.fit(new Pictures(), f -> f.epochs(5));
 * }</pre>
 *
 * <p>{@code fit} shuffles the order of the batches unless told {@code shuffle(false)}; the samples within a batch stay together.
 */
public interface Sequence extends Iterable<Batch> {
    /** The number of batches of an epoch. */
    int size();

    /**
     * Makes a batch; called again for each epoch.
     *
     * @param index from 0 to below {@link #size()}
     */
    Batch get(int index);

    /** Called before each epoch of fit. */
    default void onEpochBegin() {}

    /** Called after each epoch of fit, for instance to deal samples out to other batches. */
    default void onEpochEnd() {}

    /** A sequence from a function: {@code Sequence.of(100, i -> Batch.of(...))}. */
    static Sequence of(int size, IntFunction<Batch> batches) {
        if (size < 0) {
            throw new ArgumentException("Sequence: expected a number of batches of at least 0. Received " + size + ".");
        }
        return new Sequence() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Batch get(int index) {
                return batches.apply(index);
            }
        };
    }

    /** The batches in the order of their numbers. */
    @Override
    default Iterator<Batch> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("The sequence has " + size() + " batches.");
                }
                return get(next++);
            }
        };
    }
}
