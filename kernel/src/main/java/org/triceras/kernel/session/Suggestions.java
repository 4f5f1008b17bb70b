package org.triceras.kernel.session;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.triceras.kernel.compiler.IndexedFiles;

/** What may have been meant by a name that is not known: one written almost the same, or a class that lacks its import. */
final class Suggestions {
    private static final int MOST_IMPORTS = 3;

    /** Where classes that are offered lie, the likeliest first. */
    private static final List<String> NEAR = List.of("java.", "org.triceras.", "javax.");

    private static final List<String> PRIMITIVES =
            List.of("boolean", "byte", "char", "double", "float", "int", "long", "short");

    private final JShell shell;
    private final IndexedFiles files;
    private final ClassLoader loader;
    private final LostVariables lost;

    Suggestions(JShell shell, IndexedFiles files, ClassLoader loader, LostVariables lost) {
        this.shell = shell;
        this.files = files;
        this.loader = loader;
        this.lost = lost;
    }

    JShell shell() {
        return shell;
    }

    /** A sentence with a leading blank, or nothing. @param kind javac's word: variable, method, class or package */
    String forName(String kind, String name) {
        if (lost.has(name)) {
            return " It " + LostVariables.REASON;
        }
        String pending = pending(name);
        if (pending != null) {
            return pending;
        }
        if (!kind.equals("method") && Character.isUpperCase(name.charAt(0))) {
            List<String> imports = imports(name);
            if (!imports.isEmpty()) {
                return " Import it: import " + String.join("; or import ", imports) + ";";
            }
        }
        Set<String> known = new LinkedHashSet<>();
        shell.variables().map(VarSnippet::name).filter(n -> !n.startsWith("$")).forEach(known::add);
        shell.methods().map(MethodSnippet::name).forEach(known::add);
        shell.types().map(TypeDeclSnippet::name).forEach(known::add);
        if (kind.equals("class")) {
            known.addAll(PRIMITIVES);
        }
        // All that is imported is much: only what begins alike, or with the other case.
        String first = name.substring(0, Math.min(1, name.length() - 1));
        known.addAll(completions(first));
        if (!first.isEmpty()) {
            boolean isUpper = Character.isUpperCase(first.charAt(0));
            known.addAll(completions(isUpper ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT)));
        }
        return sentence(nearest(name, known), "");
    }

    /** When the name is a class that was declared, but is not whole. */
    private String pending(String name) {
        return shell.types()
                .filter(t -> t.name().equals(name) && shell.status(t) == Snippet.Status.RECOVERABLE_NOT_DEFINED)
                .filter(t -> shell.unresolvedDependencies(t).findAny().isPresent())
                .findFirst()
                .map(t -> " It was declared, but it needs what is missing: "
                        + String.join(", ", shell.unresolvedDependencies(t).toList()) + ".")
                .orElse(null);
    }

    /** The same for a member of what {@code before}, which ends with a dot, gives. */
    String forMember(String before, String name) {
        return sentence(nearest(name, completions(before)), "");
    }

    /** The same for a package of which all but the last part is right. */
    String forPackage(String name) {
        int dot = name.lastIndexOf('.');
        String parent = name.substring(0, dot + 1);
        Set<String> parts = new TreeSet<>();
        for (Package each : ClassLoader.getSystemClassLoader().getDefinedPackages()) {
            addPart(parts, each.getName(), parent);
        }
        ModuleLayer.boot().modules().forEach(module -> module.getPackages().forEach(p -> addPart(parts, p, parent)));
        String found = nearest(name.substring(dot + 1), parts);
        return sentence(found, parent);
    }

    private static void addPart(Set<String> parts, String packageName, String parent) {
        if (packageName.startsWith(parent)) {
            String rest = packageName.substring(parent.length());
            parts.add(rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest);
        }
    }

    private static String sentence(String found, String before) {
        return found == null ? "" : " Did you mean " + before + found + "?";
    }

    private Set<String> completions(String code) {
        Set<String> names = new LinkedHashSet<>();
        for (SourceCodeAnalysis.Suggestion each :
                shell.sourceCodeAnalysis().completionSuggestions(code, code.length(), new int[1])) {
            String text = each.continuation().strip();
            int end = text.indexOf('(');
            names.add(end < 0 ? text : text.substring(0, end));
        }
        return names;
    }

    private List<String> imports(String className) {
        return files.classesNamed(className).stream()
                .filter(n -> !n.matches("(com\\.sun|sun|jdk\\.internal)\\..*"))
                // What needs no import lacks something else.
                .filter(n -> !n.matches("java\\.lang\\.\\w+"))
                .filter(this::isOffered)
                .sorted(Comparator.comparingInt(Suggestions::distance))
                .limit(MOST_IMPORTS)
                .toList();
    }

    /** The JDK's classes stand before this library's, and those of others come last. */
    private static int distance(String className) {
        return NEAR.stream()
                .filter(className::startsWith)
                .findFirst()
                .map(NEAR::indexOf)
                .orElse(NEAR.size());
    }

    /** Annotations of libraries are for their own tools. @param className with dots before nested classes too */
    private boolean isOffered(String className) {
        return find(className)
                .filter(type -> !type.isAnnotation() || distance(className) < NEAR.size())
                .filter(TypeSource::isPublic)
                .isPresent();
    }

    private Optional<Class<?>> find(String className) {
        for (String name = className; ; ) {
            try {
                return Optional.of(Class.forName(name, false, loader));
            } catch (ClassNotFoundException e) {
                int dot = name.lastIndexOf('.');
                if (dot < 0) {
                    return Optional.empty();
                }
                name = name.substring(0, dot) + '$' + name.substring(dot + 1);
            } catch (LinkageError e) {
                return Optional.empty();
            }
        }
    }

    /**
     * The name with the fewest slips of the fingers, or null when none is close. Wrong cases are no slips, but decide between names that are equally
     * near.
     */
    static String nearest(String name, Collection<String> known) {
        String best = null;
        int most = name.length() <= 2 ? 0 : name.length() <= 4 ? 1 : name.length() / 3;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            if (candidate.equals(name) || Math.abs(candidate.length() - name.length()) > most) {
                continue;
            }
            int slips = slips(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            // As many cases may be wrong as there are letters.
            int rank = slips * (name.length() + 1) + Math.min(name.length(), slips(name, candidate) - slips);
            if (slips <= most && rank < fewest) {
                fewest = rank;
                best = candidate;
            }
        }
        return best;
    }

    /** Insertions, deletions, replacements and swaps of neighbours (the optimal string alignment distance). */
    private static int slips(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
