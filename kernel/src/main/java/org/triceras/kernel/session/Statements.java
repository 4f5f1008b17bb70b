package org.triceras.kernel.session;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.tools.Diagnostic;
import jdk.jshell.JShell;
import org.triceras.kernel.compiler.ClassFile;
import org.triceras.kernel.compiler.IndexedFiles;
import org.triceras.kernel.compiler.MemoryCompiler;

/**
 * Compiles and runs statements without JShell, which would compile each twice, and keep its text with all imports, its class files and its
 * classes for ever. Here a statement goes when nothing that it has made is in use any more.
 */
final class Statements {
    /** JShell numbers its classes from 1, and without zeros before. */
    static final String PREFIX = "REPL.$JShell$0";

    /** Where a name of a class around a snippet has its last dollar sign. */
    static final int LAST_DOLLAR = "REPL.$JShell$".length() - 1;

    private static final String METHOD = "do_it$";
    /** Of a text in a class file. */
    private static final int MOST_BYTES = 65_535;

    private static final int MOST_BYTES_OF_CHARACTER = 3;

    private static final String TAIL = "} }";

    private final CompileLock lock;
    private final SnippetLoader loader;
    private final NeededImports imports;
    private final MemoryCompiler compiler;
    private final StatementPlaces places = new StatementPlaces();
    private List<ClassFile> declared = List.of();
    private int count;

    Statements(CompileLock lock, JShell shell, IndexedFiles files, SnippetLoader loader, List<String> options) {
        this.lock = lock;
        this.loader = loader;
        imports = new NeededImports(shell, files);
        compiler = new MemoryCompiler(files, options, "REPL", this::declared);
    }

    private List<ClassFile> declared() {
        if (declared.size() != loader.compiled().size()) {
            List<ClassFile> all = new ArrayList<>();
            loader.compiled().forEach((name, bytecode) -> all.add(new ClassFile(name, () -> bytecode)));
            declared = all;
        }
        return declared;
    }

    NeededImports imports() {
        return imports;
    }

    StatementPlaces places() {
        return places;
    }

    /** The statement, ready to run; empty when it does not compile. */
    Optional<Method> compile(String statement, SnippetPlace place) {
        return compile(statement, "", place, around -> true);
    }

    /**
     * A variable's declaration as an assignment to the variable that is there; empty when that has another type. JShell would keep the old
     * declaration beside the new one, 15 kB in all.
     *
     * @param declaration of that variable alone
     */
    Optional<Method> compileAgain(String declaration, Field variable, SnippetPlace place) {
        String name = variable.getName();
        String assignment = "; " + variable.getDeclaringClass().getName() + "." + name + " = " + name + "; ";
        byte[] there = loader.compiled().get(variable.getDeclaringClass().getName());
        return compile(declaration, assignment, place, around -> VariableTypes.areSame(there, around, name));
    }

    /** @param fits whether what was compiled is of use, asked of the class around the statement */
    private Optional<Method> compile(String statement, String after, SnippetPlace place, Predicate<byte[]> fits) {
        return compile(
                imports.of(statement),
                statement + "\n" + after,
                place,
                (int) statement.lines().count(),
                fits);
    }

    /** A script that is one method. */
    Optional<Method> compile(ScriptForm script, List<String> waiting, SnippetPlace place) {
        String needed = imports.of(script.body()) + String.join("", imports.neededOf(waiting, script.body()));
        int lines = (int) (script.imports() + script.body()).lines().count();
        return compile(needed + script.imports(), script.body() + "\n", place, lines, around -> true);
    }

    private Optional<Method> compile(
            String imported, String body, SnippetPlace place, int lines, Predicate<byte[]> fits) {
        String name = PREFIX + ++count;
        Map<String, byte[]> classes = compiler.compile(name, head(name, imported) + body + TAIL);
        if (classes == null || !fits.test(classes.get(name))) {
            return Optional.empty();
        }
        try {
            boolean apart = new OpenAccess(c -> loader.compiled().get(c.replace('/', '.'))).suffices(classes.values());
            Class<?> type = loader.loadStatement(name, classes, apart);
            places.add(type, place, lines);
            return Optional.of(type.getDeclaredMethod(METHOD));
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** What is wrong with a statement that does not compile; empty when nothing is, with all that the session imports. */
    List<Problem> problems(String statement) {
        String name = PREFIX + ++count;
        String head = head(name, imports.all());
        List<Problem> problems = new ArrayList<>();
        compiler.compile(name, head + statement + "\n" + TAIL, diagnostic -> {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                problems.add(Problem.of(diagnostic, head.length(), statement.length()));
            }
        });
        return problems;
    }

    /**
     * Whether a declaration exceeds what a class file has room for, as a text of 70,000 characters does. JShell must not see it: its compiler, which is one for the
     * whole session, would fail at everything that it compiles after that.
     */
    List<Problem> limits(String declaration) {
        if (declaration.length() < MOST_BYTES / MOST_BYTES_OF_CHARACTER) {
            return List.of();
        }
        String name = PREFIX + ++count;
        boolean isMember = Syntax.isMember(declaration);
        String head = isMember ? around(name, imports.all()) : head(name, imports.all());
        List<Problem> problems = new ArrayList<>();
        compiler.compile(name, head + declaration + "\n; }" + (isMember ? "" : "}"), diagnostic -> {
            if (String.valueOf(diagnostic.getCode()).contains(".limit.")) {
                problems.add(Problem.of(diagnostic, head.length(), declaration.length()));
            }
        });
        return problems;
    }

    private static String around(String name, String imports) {
        return "package REPL; " + imports + "public class " + name.substring(name.indexOf('.') + 1) + " { ";
    }

    /** What stands before a statement, all on its first line, so that lines are the statement's. */
    private static String head(String name, String imports) {
        return around(name, imports) + "public static void " + METHOD + "() throws java.lang.Throwable { ";
    }

    /** Runs it; empty when its cell was cancelled before. Its value is in its thread. */
    Optional<SnippetThread> run(Method method) {
        Lane lane = Lane.current();
        lane.forgetValues();
        long[] begun = RunClock.begin();
        try {
            return lock.release(() -> SnippetThread.run(lane, method, loader.classLoader()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            RunClock.endRun(begun);
            System.out.flush();
        }
    }
}
