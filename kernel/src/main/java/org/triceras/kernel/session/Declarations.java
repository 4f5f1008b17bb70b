package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;

/** All that is declared in a session: by the session itself, and by cells. */
final class Declarations {
    private final JShell shell;
    private final SnippetLoader loader;
    private final KeptVariables variables;
    private final NeededImports imports;
    private final boolean isLean;
    private final Set<String> preloaded = new HashSet<>();
    private final List<String> waiting = new ArrayList<>();

    /** @param isLean whether imports wait for code that needs them */
    Declarations(JShell shell, SnippetLoader loader, KeptVariables variables, NeededImports imports, boolean isLean) {
        this.shell = shell;
        this.isLean = isLean;
        this.loader = loader;
        this.variables = variables;
        this.imports = imports;
    }

    /** Imports what each session has, or lets it wait for {@link #preloadFor}. */
    void preload() {
        Set<String> there = shell.imports()
                .filter(i -> shell.status(i).isActive())
                .map(i -> i.source().strip())
                .collect(Collectors.toSet());
        waiting.clear();
        Preload.imports().stream().filter(line -> !there.contains(line)).forEach(waiting::add);
        if (!isLean) {
            waiting.forEach(this::preload);
            waiting.clear();
        }
    }

    /** Imports what a piece of code may mention of what waits: each import takes the compiler 3 ms, and there are thirty. */
    void preloadFor(String code) {
        if (waiting.isEmpty()) {
            return;
        }
        List<String> needed = imports.neededOf(waiting, code);
        if (!needed.isEmpty()) {
            waiting.removeAll(needed);
            needed.forEach(this::preload);
            imports.change();
        }
    }

    /** Imports that no code has needed yet. */
    List<String> waiting() {
        return waiting;
    }

    /** A package that is not on the class path is left out: the kernel works without the library. */
    private void preload(String line) {
        shell.eval(line).forEach(event -> preloaded.add(event.snippet().id()));
    }

    /** Names and types of the variables that the user has declared. */
    Map<String, String> variables() {
        Map<String, String> names = new TreeMap<>();
        shell.variables()
                .filter(v -> !v.name().startsWith("$") && shell.status(v).isDefined())
                .forEach(v -> names.put(v.name(), v.typeName()));
        return names;
    }

    /** The type of an expression; null for a statement, "" for an expression that does not compile. */
    String typeOf(String code) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        String type = analysis.analyzeType(code, code.length());
        if (type != null) {
            return type;
        }
        List<Snippet> asValue = analysis.sourceToSnippets("Object value = (" + code + ");");
        boolean isExpression = asValue.size() == 1 && asValue.get(0).kind() == Snippet.Kind.VAR;
        return isExpression ? "" : null;
    }

    /** Forgets everything that cells have declared, the values of variables too; says how many declarations that were. */
    int reset() {
        List<Snippet> declared = shell.snippets()
                .filter(s -> shell.status(s).isActive() && !preloaded.contains(s.id()))
                .filter(s -> s.kind() != Snippet.Kind.STATEMENT && s.kind() != Snippet.Kind.EXPRESSION
                        || s instanceof VarSnippet)
                .toList();
        int n = 0;
        for (Snippet snippet : declared) {
            boolean temporary = snippet instanceof VarSnippet v && v.name().startsWith("$");
            if (snippet instanceof VarSnippet variable) {
                variables.field(variable.name()).ifPresent(StaticField::clear);
            }
            if (shell.status(snippet).isActive()) {
                shell.drop(snippet);
            }
            n += temporary ? 0 : 1;
        }
        loader.clearReplaced();
        variables.lost().clear();
        preload();
        imports.change();
        return n;
    }
}
