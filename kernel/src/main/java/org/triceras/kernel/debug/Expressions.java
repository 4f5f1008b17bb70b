package org.triceras.kernel.debug;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.triceras.engine.error.ArgumentException;
import org.triceras.kernel.compiler.ClassFile;
import org.triceras.kernel.compiler.IndexedFiles;
import org.triceras.kernel.compiler.MemoryCompiler;
import org.triceras.kernel.debug.LocalScope.Local;
import org.triceras.kernel.session.CompilerFiles;
import org.triceras.kernel.session.SessionScope;

/**
 * Compiles Java that is evaluated where a cell stands still: as a static method with the local variables for parameters, below the session's
 * imports. The session knows nothing of it.
 */
final class Expressions {
    /** What is made of the text. */
    private enum Form {
        VALUE("return ", "\n;"),
        STATEMENTS("", "\n; return null;");

        final String before;
        final String after;

        Form(String before, String after) {
            this.before = before;
            this.after = after;
        }
    }

    private static final String HEAD = "class $ { Object $() throws Throwable { ";
    private static final String TAIL = " } }";
    private static final String PACKAGE = "REPL";
    private static final String METHOD = "evaluate";
    private static final String CLASS = "$Expression$";
    private static final List<String> OPTIONS = List.of("-proc:none", "-Xlint:none", "-nowarn");

    private final SessionScope session;
    private final AtomicInteger count = new AtomicInteger();
    private JavaCompiler compiler;
    private IndexedFiles libraries;
    private String classPath = "";

    Expressions(SessionScope session) {
        this.session = session;
    }

    /** Whether a text follows the grammar of expressions. @throws ArgumentException when not, with the reason */
    void check(String text) {
        parse(text, Form.VALUE, new LocalScope(MethodHandles.publicLookup(), List.of()));
    }

    /**
     * An expression, or statements, which have no value.
     *
     * @throws ArgumentException when it does not compile
     */
    CompiledExpression compile(String text, LocalScope scope) {
        ArgumentException asValue;
        try {
            return compile(text, Form.VALUE, scope, Object.class);
        } catch (ArgumentException e) {
            asValue = e;
        }
        try {
            return compile(text, Form.STATEMENTS, scope, Object.class);
        } catch (ArgumentException e) {
            // An expression as such has been said to be wrong more clearly before.
            throw isExpression(text, scope) ? asValue : e;
        }
    }

    /** An expression of a type. @throws ArgumentException when it does not compile, or has another one */
    CompiledExpression compile(String text, LocalScope scope, Class<?> type) {
        return compile(text, Form.VALUE, scope, type);
    }

    private boolean isExpression(String text, LocalScope scope) {
        try {
            parse(text, Form.VALUE, scope);
            return true;
        } catch (ArgumentException e) {
            return false;
        }
    }

    /** Returns the text with what it takes to be compiled elsewhere. */
    private String parse(String text, Form form, LocalScope scope) {
        String head = HEAD + form.before;
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask task = task(problems, head + text + form.after + TAIL);
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            ExpressionErrors.check(problems, text);
            Tree tree = body(unit, form);
            if (tree == null) {
                throw new ArgumentException("expected one expression. Received " + text);
            }
            return ExpressionText.rewrite(
                    text, tree, unit, Trees.instance(task).getSourcePositions(), head.length(), scope);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StackOverflowError e) {
            throw new ArgumentException("the expression is nested too deeply.", e);
        }
    }

    /** Null when there is more than what was put around the text, or less. */
    private static Tree body(CompilationUnitTree unit, Form form) {
        if (unit.getTypeDecls().size() != 1 || !(unit.getTypeDecls().get(0) instanceof ClassTree type)) {
            return null;
        }
        if (type.getMembers().size() != 1 || !(type.getMembers().get(0) instanceof MethodTree method)) {
            return null;
        }
        BlockTree body = method.getBody();
        if (form == Form.STATEMENTS) {
            return body;
        }
        List<? extends StatementTree> statements = body.getStatements();
        boolean isOne = statements.stream().skip(1).allMatch(EmptyStatementTree.class::isInstance);
        return isOne && statements.get(0) instanceof ReturnTree result ? result.getExpression() : null;
    }

    private CompiledExpression compile(String text, Form form, LocalScope scope, Class<?> type) {
        String rewritten = parse(text, form, scope);
        String name = CLASS + count.incrementAndGet();
        List<Integer> passed = new ArrayList<>();
        String source = session.header() + "final class " + name + " { static " + TypeText.of(type) + " " + METHOD + "("
                + parameters(scope, passed) + ") throws Throwable { " + form.before + rewritten + form.after + TAIL;
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        // A new one each time, as threads that stand still ask at once.
        MemoryCompiler once = new MemoryCompiler(files(), OPTIONS, PACKAGE, this::classesOfCells);
        Map<String, byte[]> classes = once.compile(PACKAGE + "." + name, source, problems);
        ExpressionErrors.check(problems, text);
        if (classes == null) {
            throw new ArgumentException("cannot compile " + text);
        }
        return CompiledExpression.load(
                classes, PACKAGE + "." + name, METHOD, scope, passed, form == Form.VALUE, session);
    }

    private List<ClassFile> classesOfCells() {
        List<ClassFile> files = new ArrayList<>();
        session.classes().forEach((name, bytecode) -> files.add(new ClassFile(name, () -> ClassView.of(bytecode))));
        return files;
    }

    /** @param passed gets the numbers of the variables that are passed */
    private String parameters(LocalScope scope, List<Integer> passed) {
        List<String> parameters = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < scope.locals().size(); i++) {
            Local local = scope.locals().get(i);
            // (The compiler makes names that are none in a source.)
            boolean isThis = local.name().equals("this");
            if (isThis || LocalScope.isName(local.name()) && names.add(local.name())) {
                String type = TypeText.of(local, session.loader());
                parameters.add("final " + type + " " + (isThis ? ExpressionText.THIS : local.name()));
                passed.add(i);
            }
        }
        return String.join(", ", parameters);
    }

    private JavacTask task(DiagnosticCollector<JavaFileObject> problems, String source) {
        IndexedFiles files = files();
        return (JavacTask) compiler.getTask(
                Writer.nullWriter(), files, problems, OPTIONS, null, List.of(CompilerFiles.source(source)));
    }

    private synchronized IndexedFiles files() {
        String wanted = session.classPath();
        if (compiler == null) {
            compiler = ToolProvider.getSystemJavaCompiler();
        }
        if (libraries == null || !wanted.equals(classPath)) {
            libraries = CompilerFiles.indexed(compiler.getStandardFileManager(null, null, null));
            libraries.handleOption("-classpath", List.of(wanted).iterator());
            classPath = wanted;
        }
        return libraries;
    }
}
