package org.triceras.keras.display;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values as text of limited length, whatever they hold: long ones are cut, deep ones abbreviated, a collection that holds itself does not
 * hang, and an object whose toString fails is named instead.
 */
public final class PlainText {
    /** A text longer than this stalls front ends. */
    public static final int MOST_CHARACTERS = 100_000;

    private static final int MOST_ELEMENTS = 100;
    private static final int MOST_LEVELS = 8;

    private final StringBuilder text = new StringBuilder();
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final int most;

    private PlainText(int most) {
        this.most = most;
    }

    /** A value's text: arrays, collections and maps with their elements, everything else by its toString. */
    public static String of(Object value) {
        return of(value, MOST_CHARACTERS);
    }

    public static String of(Object value, int most) {
        PlainText writer = new PlainText(most);
        writer.write(value, true);
        return cut(writer.text.toString(), most);
    }

    /** The beginning of a text that is too long, with a note on how long it was. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "... (" + String.format(java.util.Locale.ROOT, "%,d", text.length())
                + " characters)";
    }

    private void write(Object value, boolean isWhole) {
        if (text.length() > most) {
            return;
        }
        if (value instanceof Optional<?> optional && optional.isPresent()) {
            text.append("Optional[");
            write(optional.get(), false);
            text.append(']');
            return;
        }
        boolean isNested = value instanceof Collection<?> || value instanceof Map<?, ?> || isArray(value);
        if (!isNested) {
            text.append(string(value));
        } else if (!open.add(value)) {
            text.append("(this)");
        } else {
            writeElements(value, isWhole);
            open.remove(value);
        }
    }

    private void writeElements(Object value, boolean isWhole) {
        try {
            if (open.size() > MOST_LEVELS) {
                text.append("...");
            } else if (value instanceof Map<?, ?> map) {
                write(map, isWhole);
            } else if (value instanceof Collection<?> collection) {
                write(collection, isWhole);
            } else {
                writeArray(value);
            }
        } catch (RuntimeException | Error e) {
            LookFailure.check(e);
            text.append("<").append(LookFailure.nameOf(value)).append(" whose elements cannot be read: ");
            text.append(LookFailure.textOf(e)).append(">");
        }
    }

    private void write(Collection<?> collection, boolean isWhole) {
        text.append('[');
        Iterator<?> elements = collection.iterator();
        for (int i = 0; elements.hasNext() && i <= MOST_ELEMENTS; i++) {
            text.append(i == 0 ? "" : ", ");
            if (i == MOST_ELEMENTS) {
                text.append("...");
            } else {
                write(elements.next(), false);
            }
        }
        text.append(']');
        count(collection.size(), isWhole);
    }

    private void write(Map<?, ?> map, boolean isWhole) {
        text.append('{');
        int i = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(i == 0 ? "" : ", ");
            if (i++ == MOST_ELEMENTS) {
                text.append("...");
                break;
            }
            write(entry.getKey(), false);
            text.append('=');
            write(entry.getValue(), false);
        }
        text.append('}');
        count(map.size(), isWhole);
    }

    private void count(int size, boolean isWhole) {
        if (isWhole && size > MOST_ELEMENTS) {
            text.append("  (").append(size).append(" elements)");
        }
    }

    /** With its type and length, which its elements do not show. */
    private void writeArray(Object array) {
        int length = Array.getLength(array);
        text.append(array.getClass().getComponentType().getSimpleName());
        text.append('[').append(length).append("] {");
        for (int i = 0; i < length && i <= MOST_ELEMENTS; i++) {
            text.append(i == 0 ? "" : ", ");
            if (i == MOST_ELEMENTS) {
                text.append("...");
            } else {
                write(Array.get(array, i), false);
            }
        }
        text.append('}');
    }

    private static boolean isArray(Object value) {
        return value != null && value.getClass().isArray();
    }

    private static String string(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException | Error e) {
            LookFailure.check(e);
            return "<" + LookFailure.nameOf(value) + " whose toString failed: " + LookFailure.textOf(e) + ">";
        }
    }
}
