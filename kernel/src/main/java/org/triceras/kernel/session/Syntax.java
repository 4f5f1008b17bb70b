package org.triceras.kernel.session;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
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

    /** Whether a text does more than declare classes, methods, and variables without values. */
    static boolean hasStatements(String text) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<? extends Tree> types = parse(MEMBER.replace("%s", text), problems).getTypeDecls();
        return !problems.getDiagnostics().isEmpty()
                || types.size() != 1
                || ((ClassTree) types.get(0))
                        .getMembers().stream()
                                .anyMatch(member -> member instanceof BlockTree
                                        || member instanceof VariableTree variable
                                                && variable.getInitializer() != null);
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

    /** Statements, and where they stand in their text. */
    static final class Block {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<? extends StatementTree> statements;

        private Block(CompilationUnitTree unit, SourcePositions positions, List<? extends StatementTree> statements) {
            this.unit = unit;
            this.positions = positions;
            this.statements = statements;
        }

        List<? extends StatementTree> statements() {
            return statements;
        }

        int start(Tree tree) {
            return (int) positions.getStartPosition(unit, tree) - BLOCK.indexOf("%s");
        }

        /** Where the character behind it is. */
        int end(Tree tree) {
            return (int) positions.getEndPosition(unit, tree) - BLOCK.indexOf("%s");
        }
    }

    /** A class that a snippet declares, and where its parts stand in the snippet. */
    static final class Member {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final ClassTree tree;

        private Member(CompilationUnitTree unit, SourcePositions positions, ClassTree tree) {
            this.unit = unit;
            this.positions = positions;
            this.tree = tree;
        }

        ClassTree tree() {
            return tree;
        }

        int start(Tree part) {
            return (int) positions.getStartPosition(unit, part) - MEMBER.indexOf("%s");
        }

        /** Where the character behind it is. */
        int end(Tree part) {
            return (int) positions.getEndPosition(unit, part) - MEMBER.indexOf("%s");
        }
    }

    /** The class that a snippet declares when it declares one and nothing else. */
    static Optional<Member> type(String snippet) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try {
            JavacTask task = task(MEMBER.replace("%s", snippet), problems);
            CompilationUnitTree unit = task.parse().iterator().next();
            return problems.getDiagnostics().isEmpty()
                            && unit.getTypeDecls().size() == 1
                            && unit.getTypeDecls().get(0) instanceof ClassTree around
                            && around.getMembers().size() == 1
                            && around.getMembers().get(0) instanceof ClassTree type
                    ? Optional.of(new Member(unit, Trees.instance(task).getSourcePositions(), type))
                    : Optional.empty();
        } catch (IOException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** A text as the statements of a block; empty when it is something else. */
    static Optional<Block> block(String text) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try {
            JavacTask task = task(BLOCK.replace("%s", text), problems);
            CompilationUnitTree unit = task.parse().iterator().next();
            return problems.getDiagnostics().isEmpty()
                    ? onlyBlock(unit)
                            .map(block ->
                                    new Block(unit, Trees.instance(task).getSourcePositions(), block.getStatements()))
                    : Optional.empty();
        } catch (IOException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static Optional<BlockTree> onlyBlock(CompilationUnitTree unit) {
        List<? extends Tree> types = unit.getTypeDecls();
        return types.size() == 1
                        && types.get(0) instanceof ClassTree around
                        && around.getMembers().size() == 1
                        && around.getMembers().get(0) instanceof BlockTree block
                ? Optional.of(block)
                : Optional.empty();
    }

    /** The name of the variable when a snippet declares one and nothing else, with an initializer and without modifiers. */
    static Optional<String> onlyVariable(String snippet) {
        List<? extends StatementTree> statements = block(snippet)
                .<List<? extends StatementTree>>map(Block::statements)
                .orElse(List.of());
        boolean isOne = statements.stream().skip(1).allMatch(EmptyStatementTree.class::isInstance);
        return isOne
                        && !statements.isEmpty()
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
