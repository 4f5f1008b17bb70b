package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.triceras.kernel.compiler.ClassNames;
import org.triceras.kernel.compiler.IndexedFiles;

/**
 * The imports that a piece of code needs, out of those that the session has and of all that cells have declared. An import of a whole package makes the
 * compiler list it, and there are thirty; one of which the code mentions no name changes nothing.
 */
final class NeededImports {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

    private final JShell shell;
    private final ClassNames names;
    private final Map<String, List<String>> single = new HashMap<>();
    private final Map<String, String> packages = new HashMap<>();
    private final Map<String, String> members = new HashMap<>();
    private final List<String> always = new ArrayList<>();
    private boolean stale = true;

    NeededImports(JShell shell, IndexedFiles files) {
        this.shell = shell;
        names = new ClassNames(files);
    }

    /** Something was declared or dropped. */
    void change() {
        stale = true;
    }

    /** Something came on the class path. */
    void changeClassPath() {
        names.forget();
    }

    /** Whether a class of that name is, or may be, imported or declared. */
    boolean mayImport(String name) {
        collect();
        Set<String> names = Set.of(name);
        return single.containsKey(name)
                || packages.keySet().stream().anyMatch(each -> this.names.mayBeInPackage(each, names));
    }

    private static Set<String> namesIn(String code) {
        Set<String> names = new HashSet<>();
        for (Matcher name = NAME.matcher(code); name.find(); ) {
            names.add(name.group());
        }
        return names;
    }

    /** Of some imports those of which the code may mention a name. */
    List<String> neededOf(List<String> lines, String code) {
        Set<String> mentioned = namesIn(code);
        return lines.stream().filter(line -> isNeeded(line, mentioned)).toList();
    }

    private boolean isNeeded(String line, Set<String> mentioned) {
        boolean isStatic = line.startsWith("import static ");
        String imported = line.substring(line.lastIndexOf(' ') + 1, line.indexOf(';'));
        String last = imported.substring(imported.lastIndexOf('.') + 1);
        if (!last.equals("*")) {
            return mentioned.contains(last);
        }
        String within = imported.substring(0, imported.length() - 2);
        return isStatic ? names.mayBeMember(within, mentioned) : names.mayBeInPackage(within, mentioned);
    }

    /** On one line. */
    String of(String code) {
        collect();
        Set<String> mentioned = namesIn(code);
        StringBuilder text = new StringBuilder();
        always.forEach(text::append);
        mentioned.forEach(name -> single.getOrDefault(name, List.of()).forEach(text::append));
        packages.forEach((inPackage, line) -> {
            if (names.mayBeInPackage(inPackage, mentioned)) {
                text.append(line);
            }
        });
        members.forEach((type, line) -> {
            if (names.mayBeMember(type, mentioned)) {
                text.append(line);
            }
        });
        return text.toString();
    }

    /** All of them, on one line. */
    String all() {
        collect();
        StringBuilder text = new StringBuilder();
        always.forEach(text::append);
        single.values().forEach(lines -> lines.forEach(text::append));
        packages.values().forEach(text::append);
        members.values().forEach(text::append);
        return text.toString();
    }

    private void collect() {
        if (!stale) {
            return;
        }
        stale = false;
        single.clear();
        packages.clear();
        members.clear();
        always.clear();
        shell.snippets().filter(s -> shell.status(s).isActive()).forEach(snippet -> {
            if (snippet instanceof ImportSnippet known) {
                addImport(known);
            } else if (snippet instanceof DeclarationSnippet declared) {
                addDeclared(declared);
            }
        });
    }

    private void addImport(ImportSnippet snippet) {
        String line = ImportText.onOneLine(snippet.source()).replaceAll("\\s+", " ");
        line = line.strip() + (line.strip().endsWith(";") ? "" : ";");
        if (line.startsWith("import module ")) {
            always.add(line);
            return;
        }
        String fullName = snippet.fullname();
        if (!fullName.endsWith(".*")) {
            String name = fullName.substring(fullName.lastIndexOf('.') + 1);
            single.computeIfAbsent(name, n -> new ArrayList<>()).add(line);
        } else {
            (snippet.isStatic() ? members : packages).put(fullName.substring(0, fullName.length() - 2), line);
        }
    }

    private void addDeclared(DeclarationSnippet snippet) {
        if (shell.status(snippet) == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
            return;
        }
        SnippetWrapper wrapper = shell.sourceCodeAnalysis().wrapper(snippet);
        single.computeIfAbsent(snippet.name(), n -> new ArrayList<>())
                .add("import static " + wrapper.fullClassName() + "." + snippet.name() + ";");
    }
}
