package org.triceras.formats.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;

/** Prints a tree; text outside ASCII is escaped, as Python's json.dumps does. */
final class JsonPrinter {
    private final StringBuilder out = new StringBuilder();
    private final int indent;

    JsonPrinter(int indent) {
        this.indent = indent;
    }

    String print(Object tree) {
        value(tree, 0);
        return out.toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            sequence('{', '}', entries, depth, entry -> {
                string(String.valueOf(entry.getKey()));
                out.append(": ");
                value(entry.getValue(), depth + 1);
            });
        } else if (value instanceof List<?> list) {
            sequence('[', ']', list.iterator(), depth, item -> value(item, depth + 1));
        } else if (value instanceof String text) {
            string(text);
        } else if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            out.append(number(number));
        } else {
            throw new ArgumentException(
                    "JSON: expected maps, lists, text, numbers, booleans and nulls. Received an object of "
                            + value.getClass().getName() + "; give its config instead.");
        }
    }

    private <T> void sequence(
            char open, char close, Iterator<? extends T> items, int depth, java.util.function.Consumer<T> print) {
        out.append(open);
        boolean any = items.hasNext();
        while (items.hasNext()) {
            newline(depth + 1);
            print.accept(items.next());
            if (items.hasNext()) {
                out.append(indent > 0 ? "," : ", ");
            }
        }
        if (any) {
            newline(depth);
        }
        out.append(close);
    }

    private void newline(int depth) {
        if (indent > 0) {
            out.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private static String number(Number number) {
        if (!(number instanceof Double || number instanceof Float)) {
            return number.toString();
        }
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return "NaN";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        // The number's own text: 0.1f is 0.1, not 0.10000000149011612.
        return number.toString().replace('E', 'e');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
