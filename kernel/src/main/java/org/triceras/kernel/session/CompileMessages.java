package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Javac's messages in the words of someone who sees only the cell, and what may have been meant. */
final class CompileMessages {
    private static final Pattern INTERNAL = Pattern.compile("(?:REPL\\.)?\\$JShell\\$\\d+[A-Z]*(?:[.$]|\\b)");
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");
    private static final Pattern SYMBOL = Pattern.compile("\\s+symbol:\\s+(\\w+) (.*)");
    private static final Pattern LOCATION = Pattern.compile("\\s+location:\\s+(?:\\w+ )?(.*?)(?: of type (.*))?");
    private static final Pattern NOT_APPLICABLE =
            Pattern.compile("\\s+(?:method|constructor) (\\S+\\([^)]*\\)|.*?) is not applicable");
    private static final Pattern NO_PACKAGE = Pattern.compile("package (\\S+) does not exist");
    private static final Pattern PACKAGE = Pattern.compile("package\\s+[\\w.]+");
    private static final int MOST_CHOICES = 6;

    private final Suggestions suggestions;

    CompileMessages(Suggestions suggestions) {
        this.suggestions = suggestions;
    }

    /** A message without JShell's own names; packages of types are left out where that is clear. */
    static String clean(String message) {
        return INTERNAL.matcher(message).replaceAll("");
    }

    /** Whether what is wrong is the package that a class shall be in. */
    static boolean isOfPackage(Problem problem) {
        return NO_PACKAGE.matcher(problem.message()).matches();
    }

    /** One line in most cases. @param snippet the text that the problem's places are in */
    String explain(Problem problem, String snippet) {
        String message = clean(problem.message()).strip();
        List<String> lines = message.lines()
                .map(String::stripTrailing)
                .filter(l -> !l.isEmpty())
                .toList();
        String first = lines.get(0);
        if (first.equals("cannot find symbol") && lines.size() > 1) {
            String unknown = unknownSymbol(problem, lines, snippet);
            if (unknown != null) {
                return unknown;
            }
        }
        if (first.startsWith("illegal start of")
                && problem.hasPlace()
                && PACKAGE.matcher(snippet)
                        .region(problem.position(), snippet.length())
                        .lookingAt()) {
            return "cells have no packages. Leave the line with package out: what cells declare, all cells see.";
        }
        Matcher noPackage = NO_PACKAGE.matcher(first);
        if (noPackage.matches()) {
            return noPackage(problem, noPackage.group(1), snippet);
        }
        if (first.equals("constant string too long") || first.startsWith("UTF8 representation for string")) {
            return "a text has more than the 65,535 bytes that a class has room for. Read it from a file, or join shorter ones with String.join.";
        }
        if (first.startsWith("no suitable ")) {
            return shortTypes(first) + "." + choices(lines);
        }
        String shorter = shortTypes(lines.stream().map(String::strip).collect(Collectors.joining("; ")));
        return shorter.replace("given types;; ", "given types: ").replaceAll("\\s{2,}", " ");
    }

    private String unknownSymbol(Problem problem, List<String> lines, String snippet) {
        Matcher symbol = SYMBOL.matcher(lines.get(1));
        if (!symbol.matches()) {
            return null;
        }
        String kind = symbol.group(1);
        String what = shortTypes(symbol.group(2));
        String name = what.replaceAll("[(<].*", "");
        int at = problem.position();
        boolean isMember = at >= 0 && at < snippet.length() && snippet.charAt(at) == '.';
        Matcher location = lines.size() > 2 ? LOCATION.matcher(lines.get(2)) : null;
        if (isMember && location != null && location.matches()) {
            String owner = location.group(2) != null ? location.group(2) : location.group(1);
            String noun = kind.equals("variable") ? "field" : kind;
            return shortTypes(owner) + " has no " + noun + " " + what + "."
                    + suggestions.forMember(snippet.substring(0, at + 1), name);
        }
        return "there is no " + kind + " " + what + "." + suggestions.forName(kind, name);
    }

    private String noPackage(Problem problem, String name, String snippet) {
        if (!name.contains(".") && !snippet.strip().startsWith("import")) {
            // A name before a dot that is neither a variable nor a class is taken for a package.
            return "there is no variable, class or package " + name + "." + suggestions.forName("class", name);
        }
        return "package " + name + " does not exist." + suggestions.forPackage(name)
                + (snippet.strip().startsWith("import") ? " %maven and %jars add libraries." : "");
    }

    private static String choices(List<String> lines) {
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            Matcher choice = NOT_APPLICABLE.matcher(line);
            if (choice.matches()) {
                String signature = shortTypes(choice.group(1));
                all.add(signature.substring(signature.lastIndexOf('.', Math.max(0, signature.indexOf('('))) + 1));
            }
        }
        return all.isEmpty()
                ? ""
                : " There is " + all.stream().limit(MOST_CHOICES).collect(Collectors.joining(", "))
                        + (all.size() > MOST_CHOICES ? " and " + (all.size() - MOST_CHOICES) + " more." : ".");
    }

    /** "java.lang.String" becomes "String", unless two different types would look the same. */
    static String shortTypes(String text) {
        String shorter = QUALIFIED.matcher(text).replaceAll("");
        boolean same =
                shorter.matches(".*\\b(\\w+) cannot be converted to \\1\\b.*") || shorter.contains(" is ambiguous");
        return same ? text : shorter;
    }
}
