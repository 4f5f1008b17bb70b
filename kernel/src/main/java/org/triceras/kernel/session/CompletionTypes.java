package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;

/** What kinds of things completions are, in the words that front ends have icons for. */
public final class CompletionTypes {
    /**
     * One completion.
     *
     * @param type "function", "class", "instance", "property", "keyword", "module" or "magic"
     * @param signature what a method takes and gives, or a variable's type; empty when only a look at the class would tell
     */
    public record Typed(String text, String type, String signature) {}

    private final JShell shell;

    CompletionTypes(JShell shell) {
        this.shell = shell;
    }

    List<Typed> of(List<String> matches, boolean isMember) {
        Map<String, String> variables = new HashMap<>();
        Map<String, String> methods = new HashMap<>();
        if (!isMember) {
            shell.variables()
                    .filter(v -> shell.status(v).isActive())
                    .forEach(v -> variables.put(v.name(), v.typeName()));
            shell.methods().filter(m -> shell.status(m).isActive()).forEach(m -> methods.put(m.name(), signature(m)));
        }
        List<Typed> typed = new ArrayList<>(matches.size());
        for (String match : matches) {
            int open = match.indexOf('(');
            if (match.startsWith("%")) {
                typed.add(new Typed(match, "magic", ""));
            } else if (open >= 0) {
                typed.add(new Typed(match, "function", methods.getOrDefault(match.substring(0, open), "")));
            } else if (variables.containsKey(match)) {
                typed.add(new Typed(match, "instance", variables.get(match)));
            } else {
                typed.add(new Typed(match, kind(match.strip()), ""));
            }
        }
        return typed;
    }

    private static String signature(MethodSnippet method) {
        String signature = method.signature();
        int close = signature.lastIndexOf(')');
        return close < 0 ? signature : signature.substring(0, close + 1) + " -> " + signature.substring(close + 1);
    }

    private static String kind(String name) {
        if (SourceVersion.isKeyword(name)) {
            return "keyword";
        }
        boolean isConstant = name.equals(name.toUpperCase(java.util.Locale.ROOT)) && name.length() > 1;
        if (!name.isEmpty() && Character.isUpperCase(name.charAt(0)) && !isConstant) {
            return "class";
        }
        return name.endsWith(".") ? "module" : "property";
    }
}
