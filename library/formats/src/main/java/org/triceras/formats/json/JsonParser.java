package org.triceras.formats.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.DataException;

/** Recursive descent over the text. */
final class JsonParser {
    /** Deeper nesting is an attack or a mistake; a stack overflow would not say so. */
    private static final int MAX_DEPTH = 1000;

    /** The words of Python's json; null is looked up by containsKey. */
    private static final Map<String, Object> WORDS = words();

    private final String text;
    private int at;

    JsonParser(String text) {
        this.text = text;
    }

    Object document() {
        Object value = value(0);
        skipSpace();
        if (at < text.length()) {
            throw error("expected the end of the text");
        }
        return value;
    }

    private static Map<String, Object> words() {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("null", null);
        words.put("true", true);
        words.put("false", false);
        words.put("NaN", Double.NaN);
        words.put("Infinity", Double.POSITIVE_INFINITY);
        words.put("-Infinity", Double.NEGATIVE_INFINITY);
        return words;
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw error("the nesting is deeper than " + MAX_DEPTH);
        }
        char c = peek("a value");
        if (c == '{') {
            return object(depth);
        } else if (c == '[') {
            return list(depth);
        } else if (c == '"') {
            return string();
        }
        for (Map.Entry<String, Object> word : WORDS.entrySet()) {
            if (text.startsWith(word.getKey(), at)) {
                at += word.getKey().length();
                return word.getValue();
            }
        }
        return number();
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        if (peek("a key or }") == '}') {
            at++;
            return map;
        }
        while (true) {
            if (peek("a key") != '"') {
                throw error("expected a key in double quotes");
            }
            String key = string();
            if (peek(":") != ':') {
                throw error("expected : after the key \"" + key + "\"");
            }
            at++;
            map.put(key, value(depth + 1));
            if (closes('}')) {
                return map;
            }
        }
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        if (peek("a value or ]") == ']') {
            at++;
            return list;
        }
        do {
            list.add(value(depth + 1));
        } while (!closes(']'));
        return list;
    }

    /** Steps over a comma (false) or the closing sign (true). */
    private boolean closes(char close) {
        char c = peek(", or " + close);
        if (c != ',' && c != close) {
            throw error("expected , or " + close);
        }
        at++;
        return c == close;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            } else if (c == '\\') {
                out.append(escape());
            } else if (c < ' ') {
                at--;
                throw error("a control character in a string; expected \\n, \\t or \\uXXXX");
            } else {
                out.append(c);
            }
        }
        throw error("expected \" at the end of a string, but the text ends");
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        switch (c) {
            case '"', '\\', '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                if (at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    at += 4;
                    return (char) Integer.parseInt(text, at - 4, at, 16);
                }
                throw error("expected four hexadecimal digits after \\u");
            default:
                throw error("unknown escape in a string");
        }
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.matches("-?(0|[1-9]\\d*)")) {
            BigInteger value = new BigInteger(digits);
            return value.bitLength() < 32
                    ? (Object) value.intValue()
                    : value.bitLength() < 64 ? (Object) value.longValue() : value;
        } else if (digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?")) {
            return Double.valueOf(digits);
        }
        at = start;
        throw error("expected a value");
    }

    private char peek(String expected) {
        skipSpace();
        if (at == text.length()) {
            throw error("expected " + expected + ", but the text ends, as that of a file that is cut off");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private DataException error(String problem) {
        String before = text.substring(0, at);
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = at - before.lastIndexOf('\n');
        String found = text.substring(at, Math.min(at + 20, text.length()));
        return new DataException("The JSON text cannot be read (line " + line + ", column " + column + "): " + problem
                + (found.isEmpty() ? "." : ". Received: " + found + " ..."));
    }
}
