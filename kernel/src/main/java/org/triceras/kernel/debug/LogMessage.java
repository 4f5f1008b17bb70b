package org.triceras.kernel.debug;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.ArgumentException;

/** What a log point says: a text with expressions in braces. A brace behind a backslash is only a brace. */
final class LogMessage {
    /** @param isExpression whether the text is that of an expression */
    record Part(String text, boolean isExpression) {}

    private LogMessage() {}

    /** @throws ArgumentException when an expression has no end, or is empty */
    static List<Part> parse(String message) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            boolean escapes = c == '\\' && i + 1 < message.length() && "{}".indexOf(message.charAt(i + 1)) >= 0;
            if (escapes) {
                plain.append(message.charAt(++i));
            } else if (c == '{') {
                int end = endOf(message, i);
                parts.add(new Part(plain.toString(), false));
                plain.setLength(0);
                parts.add(new Part(message.substring(i + 1, end), true));
                i = end;
            } else {
                plain.append(c);
            }
        }
        parts.add(new Part(plain.toString(), false));
        return parts;
    }

    /** The brace that closes the one at {@code start}; those in texts and characters are not looked at. */
    private static int endOf(String message, int start) {
        int depth = 0;
        char quote = 0;
        for (int i = start; i < message.length(); i++) {
            char c = message.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                if (message.substring(start + 1, i).isBlank()) {
                    break;
                }
                return i;
            }
        }
        throw new ArgumentException("expected an expression between { and }, and \\{ for a brace. Received " + message);
    }
}
