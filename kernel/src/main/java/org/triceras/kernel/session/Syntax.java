package org.triceras.kernel.session;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What Java's grammar says of a snippet, whatever the names in it mean. JShell itself refuses what uses names that it does not know. */
final class Syntax {
    private static final String BLOCK = "class C {{ %s\n;}}";
    private static final String MEMBER = "class C { %s\n}";
    private static final List<String> PLACES = List.of(BLOCK, "class C {{ Object o = (%s\n);}}", MEMBER, "%s\n");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES =
            CompilerFiles.indexed(COMPILER.getStandardFileManager(null, null, null));

    private Syntax() {}

    /** Whether a snippet follows it. */
    static boolean isValid(String snippet) {
        return PLACES.stream().anyMatch(place -> parses(place.replace("%s", snippet)));
    }

    /** Whether a snippet could stand in a class. */
    static boolean isMember(String snippet) {
        return parses(MEMBER.replace("%s", snippet));
    }

    /** Names of the variables that a snippet declares. */
    static Set<String> declaredVariables(String snippet) {
        Set<String> names = new TreeSet<>();
        // Modifiers may stand in a class only, and var in a block only.
        for (String place : List.of(BLOCK, MEMBER)) {
            for (Tree type : parse(place.replace("%s", snippet), new DiagnosticCollector<>())
                    .getTypeDecls()) {
                if (type instanceof ClassTree around) {
                    addVariables(around.getMembers(), names);
                }
            }
        }
        return names;
    }

    /** The name of the variable when a snippet declares one and nothing else, with an initializer and without modifiers. */
    static Optional<String> onlyVariable(String snippet) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<? extends Tree> types =
                parse(BLOCK.replace("%s", snippet), problems).getTypeDecls();
        boolean isBlock = problems.getDiagnostics().isEmpty()
                && types.size() == 1
                && types.get(0) instanceof ClassTree around
                && around.getMembers().size() == 1;
        if (!isBlock || !(((ClassTree) types.get(0)).getMembers().get(0) instanceof BlockTree block)) {
            return Optional.empty();
        }
        List<? extends StatementTree> statements = block.getStatements();
        boolean isOne = statements.stream().skip(1).allMatch(EmptyStatementTree.class::isInstance);
        return isOne
                        && statements.get(0) instanceof VariableTree variable
                        && variable.getInitializer() != null
                        && variable.getModifiers().getFlags().isEmpty()
                        && variable.getModifiers().getAnnotations().isEmpty()
                ? Optional.of(variable.getName().toString())
                : Optional.empty();
    }

    private static void addVariables(List<? extends Tree> trees, Set<String> names) {
        for (Tree each : trees) {
            if (each instanceof VariableTree variable) {
                names.add(variable.getName().toString());
            } else if (each instanceof BlockTree block) {
                addVariables(block.getStatements(), names);
            }
        }
    }

    private static CompilationUnitTree parse(String source, DiagnosticCollector<JavaFileObject> problems) {
        try {
            return task(source, problems).parse().iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavacTask task(String source, DiagnosticCollector<JavaFileObject> problems) {
        JavaFileObject file = CompilerFiles.source(source);
        return (JavacTask) COMPILER.getTask(null, FILES, problems, List.of("-proc:none"), null, List.of(file));
    }

    private static boolean parses(String source) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        parse(source, problems);
        return problems.getDiagnostics().stream().noneMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
    }
}
