package org.triceras.kernel.magic;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.stream.BaseStream;
import org.triceras.engine.tensor.Tensor;

/** A few words on any value, without walking through what may be large. */
final class ValueSummary {
    private static final int LONGEST = 60;
    private static final int FEW = 8;

    private ValueSummary() {}

    static String of(Object value) {
        try {
            return shorten(describe(value));
        } catch (RuntimeException | StackOverflowError e) {
            return "<toString failed: " + e.getClass().getSimpleName() + ">";
        }
    }

    private static String describe(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof CharSequence text) {
            return '"'
                    + text.subSequence(0, Math.min(text.length(), LONGEST + 1)).toString()
                    + '"';
        }
        if (value instanceof Tensor tensor) {
            return "shape " + tensor.shape() + ", " + tensor.dtype();
        }
        if (value.getClass().isArray()) {
            return array(value);
        }
        if (value instanceof Collection<?> all) {
            return all.size() <= FEW ? String.valueOf(value) : all.size() + " elements";
        }
        if (value instanceof Map<?, ?> map) {
            return map.size() <= FEW ? String.valueOf(value) : map.size() + " entries";
        }
        if (value instanceof BaseStream) {
            return "a stream";
        }
        return value.toString();
    }

    private static String array(Object array) {
        StringBuilder lengths = new StringBuilder();
        Class<?> type = array.getClass();
        Object at = array;
        while (type.isArray()) {
            lengths.append('[').append(at == null ? "" : Array.getLength(at)).append(']');
            type = type.getComponentType();
            at = at != null && type.isArray() && Array.getLength(at) > 0 ? Array.get(at, 0) : null;
        }
        return type.getSimpleName() + lengths;
    }

    private static String shorten(String text) {
        String line = text.replace("\r", "").replace("\n", "\\n");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
