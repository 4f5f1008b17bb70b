package org.triceras.keras.models;

import java.util.Collection;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.data.Dataset;
import org.triceras.keras.data.Sequence;

/**
 * What gives batches, in any of the forms that users may have.
 *
 * @param batches asked for an iterator at the beginning of each pass
 * @param kind what may be expected of it
 */
record BatchSource(Iterable<Batch> batches, Kind kind) {
    /** How often the batches can be gone through. */
    enum Kind {
        AGAIN,
        ONCE,
        ENDLESS
    }

    static BatchSource of(Iterable<Batch> batches) {
        boolean endless = batches instanceof Dataset dataset && dataset.cardinality() == Dataset.INFINITE;
        return new BatchSource(batches, endless ? Kind.ENDLESS : Kind.AGAIN);
    }

    static BatchSource of(Iterator<Batch> batches) {
        return new BatchSource(() -> batches, Kind.ONCE);
    }

    static BatchSource of(Supplier<Batch> batches) {
        Iterator<Batch> iterator = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Batch next() {
                return batches.get();
            }
        };
        return new BatchSource(() -> iterator, Kind.ENDLESS);
    }

    /** The number of batches, or {@link Feed#UNKNOWN}. */
    int size() {
        if (batches instanceof Sequence sequence) {
            return sequence.size();
        }
        if (batches instanceof Dataset dataset) {
            return dataset.cardinality() < 0 ? Feed.UNKNOWN : (int) Math.min(Integer.MAX_VALUE, dataset.cardinality());
        }
        return batches instanceof Collection<?> collection ? collection.size() : Feed.UNKNOWN;
    }

    /** Begins a pass; with {@code random}, a sequence in another order. */
    Iterator<Batch> iterator(SplittableRandom random) {
        if (random == null || !(batches instanceof Sequence sequence)) {
            return batches.iterator();
        }
        int[] order = ArrayFeed.permutation(sequence.size(), random);
        return java.util.Arrays.stream(order).mapToObj(sequence::get).iterator();
    }

    /** @throws ArgumentException when an epoch, or another one after it, would have no end or no data */
    void requireEnd(String method, String option, int steps, int epochs) {
        if (steps > 0) {
            return;
        }
        if (kind == Kind.ENDLESS) {
            throw new ArgumentException(method + ": the data have no end. Expected " + option
                    + ", the number of batches to take, such as " + option + "(100).");
        }
        if (kind == Kind.ONCE && epochs > 1) {
            throw new ArgumentException(method + ": an iterator can be gone through once only. Expected one epoch, or "
                    + option + " to share its batches out. Received epochs " + epochs
                    + ". Try an Iterable, which gives a new iterator for each epoch: model.fit(() -> batches(), ...).");
        }
    }
}
