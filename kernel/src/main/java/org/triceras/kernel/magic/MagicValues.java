package org.triceras.kernel.magic;

import java.util.List;

/** Hands a magic's value to the Java that it is assigned to: {@code var files = %ls}. Public because cells call it. */
public final class MagicValues {
    private static volatile Object value;

    private MagicValues() {}

    /** The Java expression for a value that a magic just gave. */
    public static String expressionFor(Object newValue) {
        // Whoever keeps the list wants to see it, not what was said when it was made.
        value = newValue instanceof Listing listing ? new Listing(listing) : newValue;
        return MagicValues.class.getName() + (newValue instanceof List ? ".list()" : ".value()");
    }

    /** The value, as whatever it is assigned to. */
    @SuppressWarnings("unchecked")
    public static <T> T value() {
        return (T) value;
    }

    /** The lines of a magic that gives a list. */
    @SuppressWarnings("unchecked")
    public static List<String> list() {
        return (List<String>) value;
    }
}
