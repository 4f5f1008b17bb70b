package org.triceras.kernel.magic;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.util.Names;

/** {@code %env [NAME[=VALUE]]}: reads and sets the environment of programs started from cells. */
final class EnvMagic implements Magic {
    private static final Pattern ASSIGNMENT = Pattern.compile("([^\\s=]+)(?:\\s*=\\s*|\\s+)(.*)");
    private static final Pattern SECRET = Pattern.compile(".*(KEY|TOKEN|SECRET|PASSWORD).*");

    @Override
    public List<String> names() {
        return List.of("env", "set_env");
    }

    @Override
    public List<String> choices(MagicHost host) {
        return host.environment().keySet().stream().sorted().toList();
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        String arguments = call.arguments().text();
        if (arguments.isBlank()) {
            new TreeMap<>(host.environment())
                    .forEach((name, value) -> System.out.println(name + "="
                            + (SECRET.matcher(name.toUpperCase(Locale.ROOT)).matches() ? "<hidden>" : value)));
            return null;
        }
        if (arguments.startsWith("=")) {
            throw new ArgumentException("%env: expected NAME or NAME=VALUE. Received \"" + arguments
                    + "\", which has no name before the equals sign.");
        }
        Matcher assignment = ASSIGNMENT.matcher(arguments);
        if (assignment.matches()) {
            String value = expand(unquote(assignment.group(2)), host);
            host.environment().put(assignment.group(1), value);
            System.out.println("env: " + assignment.group(1) + "=" + value);
            return null;
        }
        String value = host.environment().get(arguments);
        if (value == null) {
            String nearest = Names.nearest(arguments, host.environment().keySet());
            throw new ArgumentException("%env: there is no variable " + arguments + "."
                    + (nearest == null ? "" : " Did you mean " + nearest + "?") + " %env " + arguments
                    + "=VALUE sets it.");
        }
        return value;
    }

    private static String unquote(String text) {
        return text.length() >= 2 && "\"'".indexOf(text.charAt(0)) >= 0 && text.endsWith(text.substring(0, 1))
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** Replaces $NAME and ${NAME} of known variables. */
    private static String expand(String text, MagicHost host) {
        return Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))").matcher(text).replaceAll(m -> {
            String name = m.group(1) != null ? m.group(1) : m.group(2);
            return Matcher.quoteReplacement(host.environment().getOrDefault(name, m.group()));
        });
    }
}
