package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.triceras.engine.error.ArgumentException;

/** Numbers of elements before and after each axis, as Keras's configs write them. */
final class Margins {
    private Margins() {}

    /** One number for all sides, one per axis, or two per axis. */
    static int[][] of(String owner, String what, int rank, int... values) {
        int[][] result = new int[rank][2];
        for (int i = 0; i < rank; i++) {
            if (values.length == 1) {
                Arrays.fill(result[i], values[0]);
            } else if (values.length == 2 * rank) {
                result[i] = new int[] {values[2 * i], values[2 * i + 1]};
            } else if (values.length == rank) {
                Arrays.fill(result[i], values[i]);
            } else {
                throw wrong(owner, what, rank, values);
            }
        }
        if (Arrays.stream(values).anyMatch(v -> v < 0)) {
            throw wrong(owner, what, rank, values);
        }
        return result;
    }

    private static ArgumentException wrong(String owner, String what, int rank, int[] values) {
        return new ArgumentException(
                owner + ": expected " + what + " of 1, " + (rank > 1 ? rank + " or " : "or ") + 2 * rank
                        + " numbers not below 0: one for all sides, one for each axis, or before and after for each axis. Received "
                        + Arrays.toString(values) + ".");
    }

    /** A pair for one axis, a list of pairs for more. */
    static Object config(int[][] margins) {
        if (margins.length == 1) {
            return Options.list(margins[0]);
        }
        List<Object> list = new ArrayList<>();
        for (int[] pair : margins) {
            list.add(Options.list(pair));
        }
        return list;
    }

    static int[][] fromConfig(String owner, String what, int rank, Object value) {
        if (value instanceof List<?> list && list.stream().anyMatch(v -> v instanceof List<?>)) {
            int[][] result = new int[rank][];
            for (int i = 0; i < rank; i++) {
                result[i] = Options.ints(list.get(i), 2);
            }
            return result;
        }
        return of(owner, what, rank, Options.ints(value, 1));
    }
}
