package org.triceras.formats.json;

import java.util.Map;
import org.triceras.engine.error.DataException;

/**
 * Trees of maps, lists, strings, numbers, booleans and nulls as JSON, as Python's {@code json} module writes and reads it.
 *
 * <p>A number without point and exponent is an {@code Integer}, a {@code Long} or a {@code BigInteger}, any other a
 * {@code Double}; {@code NaN} and {@code Infinity} stand bare, as in Python; the order of keys is kept.
 */
public final class Json {
    private Json() {}

    /** On one line, with Python's separators. */
    public static String write(Object tree) {
        return new JsonPrinter(0).print(tree);
    }

    /** On many lines. */
    public static String writeIndented(Object tree, int indent) {
        return new JsonPrinter(indent).print(tree);
    }

    /**
     * Reads one document.
     *
     * @throws DataException when the text is not JSON; the message gives line and column
     */
    public static Object read(String text) {
        return new JsonParser(text).document();
    }

    /**
     * Reads an object that is a part of a file.
     *
     * @param place the file and the part, which an error names
     */
    public static Map<String, Object> readMap(String text, String place) {
        try {
            return readMap(text);
        } catch (DataException e) {
            throw new DataException(
                    place + " is damaged: " + e.getMessage() + " Save the model again or copy the file anew.", e);
        }
    }

    /** Reads a document that must be an object, such as a model's config. */
    public static Map<String, Object> readMap(String text) {
        Object tree = read(text);
        if (tree instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> result = (Map<String, Object>) map;
            return result;
        }
        throw new DataException("The JSON text holds "
                + (tree == null ? "null" : "a " + tree.getClass().getSimpleName())
                + ". Expected an object in braces, as model.toJson() writes it.");
    }
}
