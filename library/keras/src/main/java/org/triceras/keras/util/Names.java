package org.triceras.keras.util;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.triceras.engine.error.ArgumentException;

/** Names as Keras makes them, and the message for a name that nobody knows. */
public final class Names {
    private static final Map<String, AtomicInteger> COUNTERS = new ConcurrentHashMap<>();

    private Names() {}

    /** "MaxPooling2D" becomes "max_pooling2d", "LSTM" becomes "lstm", "SimpleRNN" becomes "simple_rnn". */
    public static String snakeCase(String className) {
        return className
                .replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** "dense" the first time, then "dense_1", "dense_2", ... */
    public static String unique(String prefix) {
        int n = COUNTERS.computeIfAbsent(prefix, p -> new AtomicInteger()).getAndIncrement();
        return n == 0 ? prefix : prefix + "_" + n;
    }

    /** Gives back the last name made from {@code prefix}, as if it had not been asked for; others are left alone. */
    public static void release(String prefix, String name) {
        AtomicInteger counter = COUNTERS.get(prefix);
        if (counter != null) {
            int last = counter.get() - 1;
            if (name.equals(last == 0 ? prefix : prefix + "_" + last)) {
                counter.compareAndSet(last + 1, last);
            }
        }
    }

    /** Starts all counters again, as Keras's clear_session does. */
    public static void reset() {
        COUNTERS.clear();
    }

    /** The entry of that name, or an error that offers the nearest one. */
    public static <T> T find(String kind, String name, Map<String, T> known) {
        T found = known.get(name);
        if (found == null) {
            throw unknown(kind, name, known.keySet());
        }
        return found;
    }

    /** {@code Unknown activation "relus". Did you mean "relu"? Known: celu, elu, ...} */
    public static ArgumentException unknown(String kind, String name, Collection<String> known) {
        StringBuilder text = new StringBuilder("Unknown " + kind + " \"" + name + "\".");
        String nearest = nearest(name, known);
        if (nearest != null) {
            text.append(" Did you mean \"").append(nearest).append("\"?");
        }
        List<String> sorted = new ArrayList<>(known);
        sorted.sort(null);
        return new ArgumentException(text.append(" Known: ")
                .append(String.join(", ", sorted))
                .append('.')
                .toString());
    }

    /** The known name with the fewest edits, or null when none is close. */
    public static String nearest(String name, Collection<String> known) {
        String best = null;
        int fewest = Math.max(2, name.length() / 3) + 1;
        for (String candidate : known) {
            int edits = edits(fold(name), fold(candidate));
            boolean sameStyle = best != null && edits == fewest && edits(name, candidate) < edits(name, best);
            if (edits < fewest || sameStyle) {
                fewest = edits;
                best = candidate;
            }
        }
        return best;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }

    /** Levenshtein's distance, in which two exchanged neighbours are one edit, the commonest slip in typing. */
    private static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(change, Math.min(d[i][j - 1], d[i - 1][j]) + 1);
                boolean exchanged =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (exchanged) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
