package org.triceras.kernel.javadoc;

import java.util.ArrayList;
import java.util.List;

/**
 * What JShell's text of a signature says.
 *
 * @param packageName of the class, or empty when the text does not tell it
 * @param type the class's simple name
 * @param member the name of the method or field; null for the class itself, "&lt;init&gt;" for a constructor
 * @param parameters simple names of the parameters' types; null for what takes none
 */
record Signature(String packageName, String type, String member, List<String> parameters) {
    static final String CONSTRUCTOR = "<init>";

    /** For example {@code String String.substring(int begin)}, {@code Dense(int units)}, {@code Math.PI:double}, {@code java.util.List<E>}. */
    static Signature parse(String text) {
        String plain = withoutTypeArguments(text).strip();
        int open = plain.indexOf('(');
        if (open >= 0) {
            String[] head = plain.substring(0, open).strip().split("\\s+");
            String inside = plain.substring(open + 1, Math.max(open + 1, plain.lastIndexOf(')')));
            List<String> parameters = new ArrayList<>();
            for (String parameter : inside.split(",")) {
                if (!parameter.isBlank()) {
                    parameters.add(simple(parameter.strip().split("\\s+")[0]));
                }
            }
            String name = head[head.length - 1];
            return name.contains(".") || head.length > 1
                    ? member(name, parameters)
                    : new Signature("", name, CONSTRUCTOR, parameters);
        }
        int colon = plain.indexOf(':');
        if (colon >= 0) {
            return member(plain.substring(0, colon), null);
        }
        return new Signature(packageOf(plain), simple(plain), null, null);
    }

    private static Signature member(String qualified, List<String> parameters) {
        int dot = qualified.lastIndexOf('.');
        if (dot < 0) {
            return null;
        }
        String type = qualified.substring(0, dot);
        return new Signature(packageOf(type), simple(type), qualified.substring(dot + 1), parameters);
    }

    private static String packageOf(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? "" : type.substring(0, dot);
    }

    /** A type's name without package and type arguments, as it can be compared to one in a source. */
    static String simple(String type) {
        String plain = withoutTypeArguments(type).strip();
        return plain.substring(plain.lastIndexOf('.', plain.endsWith("...") ? plain.length() - 4 : plain.length()) + 1)
                .replace("...", "[]");
    }

    private static String withoutTypeArguments(String text) {
        StringBuilder kept = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            } else if (depth == 0) {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
