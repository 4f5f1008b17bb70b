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
    private static final Pattern DECLARED = declared("(\\w+)");
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
     * Finds names that nothing takes, which are typing errors most likely.
     *
     * @param defaults the source that declares the parameters; null where none is marked as such
     * @param code all that could use them
     * @throws ArgumentException for a name that {@code defaults} lacks; of other code, which may be loaded from elsewhere too, there is only a warning
     */
    void requireKnown(String defaults, String code) {
        for (String name : values.keySet()) {
            if (defaults != null && !mentions(defaults, name)) {
                String known = DECLARED.matcher(defaults)
                        .results()
                        .map(m -> m.group(2))
                        .collect(Collectors.joining(", "));
                throw new ArgumentException(
                        "-p: there is no parameter " + name + ". Expected one of those that are declared as "
                                + "parameters: " + (known.isEmpty() ? "there are none" : known) + ".");
            }
            if (!mentions(code, name)) {
                System.err.println("triceras run: -p " + name + " is set, but nothing mentions " + name + ".");
            }
        }
    }

    private static boolean mentions(String code, String name) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                .matcher(code)
                .find();
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
            requireKnown(null, script);
            return line("") + script;
        }
        Matcher blank = BLANK_LINE.matcher(script);
        int end = blank.find(block.end() + 1) ? blank.start() : script.length();
        String defaults = script.substring(block.end(), end);
        requireKnown(defaults, script);
        return script.substring(0, end) + (end == script.length() ? "\n" : "") + line(defaults) + script.substring(end);
    }

    private String line(String defaults) {
        return declarations(defaults).replace('\n', ' ') + " ";
    }

    /** The type that a name is declared with, or null. */
    private static String declaredType(String name, String source) {
        Matcher declared = declared(Pattern.quote(name)).matcher(source);
        String type = null;
        while (declared.find()) {
            if (!declared.group(1).equals("return")) {
                type = declared.group(1);
            }
        }
        return type;
    }

    private static Pattern declared(String name) {
        return Pattern.compile(
                "(?m)(?:^|;)[ \\t]*(?:final\\s+)?(\\w[\\w.]*(?:<[^=;]*>)?(?:\\[])*)\\s+" + name + "\\s*(?:=|;)");
    }

    private static String declaration(String name, String value, String type) {
        if (type == null || type.equals("var")) {
            return "var " + name + " = " + guess(value) + ";";
        }
        String literal = switch (type) {
            case "String" -> quote(value);
            case "byte", "Byte" -> whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "short", "Short" -> whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
            case "int", "Integer" -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long", "Long" -> {
                String digits = whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
                yield digits == null ? null : digits + "L";
            }
            case "float", "Float" ->
                NUMBER.matcher(value).matches() && isWritten(Float.parseFloat(value), value) ? value + "f" : null;
            case "double", "Double" ->
                NUMBER.matcher(value).matches() && isWritten(Double.parseDouble(value), value) ? value + "d" : null;
            case "boolean", "Boolean" -> value.matches("true|false") ? value : null;
            case "char", "Character" -> value.length() == 1 ? quote(value) + ".charAt(0)" : null;
            case "Path" -> "Path.of(" + quote(value) + ")";
            default -> guess(value);
        };
        if (literal == null) {
            throw new ArgumentException("-p " + name + ": expected a value of type " + type + range(type)
                    + ", as it is declared. Received \"" + value + "\".");
        }
        return type + " " + name + " = " + literal + ";";
    }

    private static String range(String type) {
        return switch (type) {
            case "byte", "Byte" -> " (-128 to 127)";
            case "short", "Short" -> " (-32768 to 32767)";
            case "int", "Integer" -> " (" + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE + ")";
            default -> "";
        };
    }

    /** A whole number in Java's own form, in which a leading zero would make it octal; null when it is none, or out of range. */
    private static String whole(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            boolean fits = value.matches("-?\\d+") && number >= least && number <= most;
            return fits ? String.valueOf(number) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether Java accepts a number as a literal: it refuses what would become infinite, or zero. */
    private static boolean isWritten(double number, String value) {
        boolean isZero = value.replaceFirst("[eE].*", "").matches("[-.0]*");
        return !Double.isInfinite(number) && (number != 0 || isZero);
    }

    /** Numbers and booleans as they are, everything else as a string. */
    private static String guess(String value) {
        if (WHOLE.matcher(value).matches()) {
            long number = Long.parseLong(value);
            return number == (int) number ? String.valueOf(number) : number + "L";
        }
        boolean isNumber = NUMBER.matcher(value).matches() && value.matches(".*[.eE].*");
        return value.matches("true|false") || isNumber && isWritten(Double.parseDouble(value), value)
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
