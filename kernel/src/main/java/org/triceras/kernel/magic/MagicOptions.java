package org.triceras.kernel.magic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.util.Names;

/**
 * A magic's arguments, parsed: flags ({@code -f}), options with a value ({@code -n 5}, {@code -n5}, {@code --limit=5}), and the rest.
 * Options stand before the rest.
 */
public final class MagicOptions {
    private final String title;
    private final Map<String, String> values = new HashMap<>();
    private final MagicCode rest;

    /**
     * @param flags options without a value, with their dashes
     * @param valued options with one
     */
    public MagicOptions(MagicCall call, Set<String> flags, Set<String> valued) {
        title = call.title();
        MagicCode at = call.arguments().strip();
        while (at.text().startsWith("-") && at.text().length() > 1) {
            int end = end(at.text());
            String word = at.text().substring(0, end);
            String name = nameOf(word, valued);
            if (flags.contains(word)) {
                values.put(word, "");
            } else if (!valued.contains(name)) {
                throw unknown(word, flags, valued);
            } else if (name.length() < word.length()) {
                values.put(name, word.substring(name.length() + (word.charAt(name.length()) == '=' ? 1 : 0)));
            } else {
                at = at.from(end).strip();
                end = end(at.text());
                if (end == 0) {
                    throw new ArgumentException(title + ": option " + name + " needs a value.");
                }
                values.put(name, Words.split(at.text().substring(0, end)).get(0));
            }
            at = at.from(end).strip();
        }
        rest = at;
    }

    private static int end(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String nameOf(String word, Set<String> valued) {
        int equals = word.indexOf('=');
        if (word.startsWith("--")) {
            return equals > 0 ? word.substring(0, equals) : word;
        }
        return word.length() > 2 && valued.contains(word.substring(0, 2)) ? word.substring(0, 2) : word;
    }

    private ArgumentException unknown(String word, Set<String> flags, Set<String> valued) {
        List<String> known = new ArrayList<>(flags);
        known.addAll(valued);
        known.sort(null);
        String nearest = Names.nearest(word, known);
        return new ArgumentException(title + ": unknown option " + word + "."
                + (nearest == null ? "" : " Did you mean " + nearest + "?")
                + (known.isEmpty() ? " It takes no options." : " Expected one of " + String.join(", ", known) + ".")
                + " %help " + title.replace("%", "") + " tells more.");
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** A whole number of at least 1, or {@code otherwise} when the option was not given. */
    public int count(String name, int otherwise) {
        String given = values.get(name);
        if (given == null) {
            return otherwise;
        }
        try {
            int n = Integer.parseInt(given.replace("_", ""));
            if (n >= 1) {
                return n;
            }
        } catch (NumberFormatException e) {
            // Answered below, with what was expected.
        }
        throw new ArgumentException(
                title + " " + name + ": expected a whole number of at least 1. Received \"" + given + "\".");
    }

    /** What follows the options. */
    public MagicCode rest() {
        return rest;
    }

    public List<String> words() {
        return Words.split(rest.text());
    }
}
