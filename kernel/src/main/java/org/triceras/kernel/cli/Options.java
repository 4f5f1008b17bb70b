package org.triceras.kernel.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.triceras.engine.error.ArgumentException;

/** The arguments of a command, parsed: flags, options with a value ({@code --out F} or {@code --out=F}), and the rest. */
final class Options {
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> rest = new ArrayList<>();

    /**
     * @param flags options without a value, with their dashes
     * @param valued options with one
     */
    Options(List<String> arguments, Set<String> flags, Set<String> valued) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals > 0 && argument.startsWith("--") ? argument.substring(0, equals) : argument;
            if (!argument.startsWith("-") || argument.equals("-")) {
                rest.add(argument);
            } else if (flags.contains(argument) || argument.equals("--help") || argument.equals("-h")) {
                add(argument.equals("-h") ? "--help" : argument, "");
            } else if (!valued.contains(name)) {
                SortedSet<String> known = new TreeSet<>(flags);
                known.addAll(valued);
                throw new ArgumentException(
                        "unknown option " + name + ". Expected one of " + String.join(", ", known) + ".");
            } else if (!name.equals(argument)) {
                add(name, argument.substring(equals + 1));
            } else if (i + 1 < arguments.size()) {
                add(name, arguments.get(++i));
            } else {
                throw new ArgumentException("option " + name + " needs a value.");
            }
        }
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The last value given, or {@code otherwise}. */
    String get(String name, String otherwise) {
        List<String> given = values.get(name);
        return given == null ? otherwise : given.get(given.size() - 1);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    List<String> rest() {
        return rest;
    }
}
