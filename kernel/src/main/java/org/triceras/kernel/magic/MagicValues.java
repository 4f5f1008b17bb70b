package org.triceras.kernel.magic;

/** Hands a magic's value to the Java that it is assigned to: {@code var files = %ls}. Public because cells call it. */
public final class MagicValues {
    private static volatile Object value;

    private MagicValues() {}

    /**
     * The Java expression for a value that a magic just gave.
     *
     * @param type the value's type as source, for a variable that takes its type from the value; null to let the variable's own decide
     */
    public static String expressionFor(Object newValue, String type) {
        // Whoever keeps the list wants to see it, not what was said when it was made.
        value = newValue instanceof Listing listing ? new Listing(listing) : newValue;
        return MagicValues.class.getName() + (type == null ? ".value()" : ".<" + type + ">value()");
    }

    /** The value, as whatever it is assigned to. */
    @SuppressWarnings("unchecked")
    public static <T> T value() {
        return (T) value;
    }
}
