package org.triceras.engine.backend;

import org.triceras.engine.tensor.DType;

/** Storage of one tensor, row-major and contiguous, owned by a backend. Only the backend that made it looks inside. */
public interface Buffer {
    DType dtype();

    /** Elements. */
    int size();

    /** The content on the host; a backend that computes on the host returns its own storage, not a copy. */
    HostBuffer host();

    /**
     * Copies rows, given by their numbers, one after another into {@code target}.
     *
     * @param numbers the rows' numbers stand at {@code numbers[from]} and after; null for consecutive rows from {@code from} on
     * @param first added to each number
     * @param length elements of a row
     */
    default void copyRows(int[] numbers, int from, int count, int first, int length, HostBuffer target) {
        host().copyRows(numbers, from, count, first, length, target);
    }
}
