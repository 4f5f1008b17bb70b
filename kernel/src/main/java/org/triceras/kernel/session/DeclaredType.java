package org.triceras.kernel.session;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * A snippet that declares a class, as its grammar has it.
 *
 * @param name of the class
 * @param permits names of the classes that alone may extend it, as far as it tells
 * @param bare the snippet without all that has to do with sealing: what it declares may be extended by all, and one that may be extended though what it
 *     extends is sealed is final, which fits both a sealed class and one that is not
 * @param constructor where a record's own constructor begins when it lacks a modifier for its access, else -1
 */
record DeclaredType(String name, Set<String> permits, String bare, int constructor) {
    private static final Pattern WORD = Pattern.compile("\\b(class|interface|record|enum)\\b");
    private static final String PERMITS = "permits";

    /** Empty for a snippet of another kind. */
    static Optional<DeclaredType> of(String snippet) {
        return WORD.matcher(snippet).find() ? Syntax.type(snippet).map(type -> of(snippet, type)) : Optional.empty();
    }

    private static DeclaredType of(String snippet, Syntax.Member type) {
        ClassTree tree = type.tree();
        Set<String> permits = new LinkedHashSet<>();
        tree.getPermitsClause().forEach(each -> permits.add(each.toString()));
        return new DeclaredType(
                tree.getSimpleName().toString(), permits, bare(snippet, type), constructor(snippet, type));
    }

    private static String bare(String snippet, Syntax.Member type) {
        ClassTree tree = type.tree();
        StringBuilder bare = new StringBuilder(snippet);
        int modifiers = type.end(tree.getModifiers());
        for (Modifier each : tree.getModifiers().getFlags()) {
            if (each == Modifier.SEALED || each == Modifier.NON_SEALED) {
                String word = each.toString();
                boolean mayEnd = each == Modifier.NON_SEALED
                        && tree.getKind() == Tree.Kind.CLASS
                        && !tree.getModifiers().getFlags().contains(Modifier.ABSTRACT);
                put(bare, snippet.lastIndexOf(word, modifiers), word.length(), mayEnd ? "final" : "");
            }
        }
        List<? extends Tree> permits = tree.getPermitsClause();
        if (!permits.isEmpty()) {
            int start = snippet.lastIndexOf(PERMITS, type.start(permits.get(0)) - 1);
            put(bare, start, type.end(permits.get(permits.size() - 1)) - start, "");
        }
        return bare.toString();
    }

    private static void put(StringBuilder text, int start, int length, String word) {
        if (start >= 0) {
            text.replace(start, start + length, word + " ".repeat(length - word.length()));
        }
    }

    private static int constructor(String snippet, Syntax.Member type) {
        ClassTree tree = type.tree();
        if (tree.getKind() != Tree.Kind.RECORD) {
            return -1;
        }
        List<String> components = new ArrayList<>();
        for (Tree member : tree.getMembers()) {
            if (member instanceof VariableTree variable
                    && !variable.getModifiers().getFlags().contains(Modifier.STATIC)) {
                components.add(variable.getType().toString());
            }
        }
        for (Tree member : tree.getMembers()) {
            if (member instanceof MethodTree method
                    && method.getReturnType() == null
                    && isOpen(method)
                    && isCanonical(snippet, type, method, components)) {
                return type.start(method);
            }
        }
        return -1;
    }

    private static boolean isOpen(MethodTree method) {
        Set<Modifier> flags = method.getModifiers().getFlags();
        return !flags.contains(Modifier.PUBLIC)
                && !flags.contains(Modifier.PROTECTED)
                && !flags.contains(Modifier.PRIVATE);
    }

    /** Whether a constructor is the one that takes all components. The short form has no brackets, which the tree does not tell. */
    private static boolean isCanonical(String snippet, Syntax.Member type, MethodTree method, List<String> components) {
        String head = snippet.substring(type.start(method), type.start(method.getBody()));
        List<String> parameters = method.getParameters().stream()
                .map(parameter -> parameter.getType().toString())
                .toList();
        return head.strip().endsWith(type.tree().getSimpleName().toString()) || parameters.equals(components);
    }
}
