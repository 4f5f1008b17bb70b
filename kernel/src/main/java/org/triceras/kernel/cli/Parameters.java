package org.triceras.kernel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.triceras.engine.error.ArgumentException;

/** Values from the command line ({@code -p NAME=VALUE}) that become variables of a notebook or script. */
final class Parameters {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern BLOCK = Pattern.compile("(?im)^[ \\t]*//[ \\t]*parameters[ \\t]*$");
    private static final Pattern BLANK_LINE = Pattern.compile("(?m)^[ \\t]*$");

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Parses all {@code NAME=VALUE}; the last one of a name counts. */
    Parameters(List<String> given) {
        for (String parameter : given) {
            int equals = parameter.indexOf('=');
            String name = parameter.substring(0, Math.max(0, equals)).strip();
            if (!SourceVersion.isName(name) || name.contains(".")) {
                throw new ArgumentException(
                        "-p: expected NAME=VALUE with the name of a variable. Received \"" + parameter + "\".");
            }
            values.put(name, parameter.substring(equals + 1));
        }
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Declarations, a line for each parameter, of the same types as in {@code defaults}, the source that declares what they replace; there
     * {@code double rate = 1;} makes 2 a double and {@code String id} makes it a text.
     */
    String declarations(String defaults) {
        return values.entrySet().stream()
                .map(entry -> declaration(entry.getKey(), entry.getValue(), declaredType(entry.getKey(), defaults)))
                .collect(Collectors.joining("\n"));
    }

    /**
     * A script with its parameters: behind the lines that follow a comment {@code // parameters}, up to the next blank line, or else at its
     * start. No line gets another number.
     */
    String into(String script) {
        if (isEmpty()) {
            return script;
        }
        Matcher block = BLOCK.matcher(script);
        if (!block.find()) {
            String hidden = values.keySet().stream()
                    .filter(name -> declaredType(name, script) != null)
                    .collect(Collectors.joining(", "));
            if (!hidden.isEmpty()) {
                throw new ArgumentException(
                        "-p: the script declares " + hidden + " itself. Put a line \"// parameters\" before "
                                + "these declarations and a blank line behind them; values from the command line then take their place.");
            }
            return line("") + script;
        }
        Matcher blank = BLANK_LINE.matcher(script);
        int end = blank.find(block.end() + 1) ? blank.start() : script.length();
        String defaults = script.substring(block.end(), end);
        return script.substring(0, end) + (end == script.length() ? "\n" : "") + line(defaults) + script.substring(end);
    }

    private String line(String defaults) {
        return declarations(defaults).replace('\n', ' ') + " ";
    }

    /** The type that a name is declared with, or null. */
    private static String declaredType(String name, String source) {
        Matcher declared = Pattern.compile(
                        "(?m)(?:^|;)[ \\t]*(?:final\\s+)?(\\w[\\w.]*(?:<[^=;]*>)?(?:\\[])*)\\s+" + name + "\\s*(?:=|;)")
                .matcher(source);
        String type = null;
        while (declared.find()) {
            if (!declared.group(1).equals("return")) {
                type = declared.group(1);
            }
        }
        return type;
    }

    private static String declaration(String name, String value, String type) {
        if (type == null || type.equals("var")) {
            return "var " + name + " = " + guess(value) + ";";
        }
        String literal = switch (type) {
            case "String" -> quote(value);
            case "byte", "short", "int", "Byte", "Short", "Integer" ->
                WHOLE.matcher(value).matches() ? value : null;
            case "long", "Long" -> WHOLE.matcher(value).matches() ? value + "L" : null;
            case "float", "Float" -> NUMBER.matcher(value).matches() ? value + "f" : null;
            case "double", "Double" -> NUMBER.matcher(value).matches() ? value + "d" : null;
            case "boolean", "Boolean" -> value.matches("true|false") ? value : null;
            case "Path" -> "Path.of(" + quote(value) + ")";
            default -> guess(value);
        };
        if (literal == null) {
            throw new ArgumentException("-p " + name + ": expected a value of type " + type
                    + ", as it is declared. Received \"" + value + "\".");
        }
        return type + " " + name + " = " + literal + ";";
    }

    /** Numbers and booleans as they are, everything else as a string. */
    private static String guess(String value) {
        if (WHOLE.matcher(value).matches()) {
            long number = Long.parseLong(value);
            return number == (int) number ? value : value + "L";
        }
        return value.matches("true|false") || NUMBER.matcher(value).matches() && value.matches(".*[.eE].*")
                ? value
                : quote(value);
    }

    private static String quote(String value) {
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }
}
