package org.triceras.kernel.session;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.JShell;
import org.triceras.kernel.compiler.ClassFile;
import org.triceras.kernel.compiler.IndexedFiles;
import org.triceras.kernel.compiler.MemoryCompiler;
import org.triceras.kernel.session.Session.SnippetPlace;

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
        String name = PREFIX + ++count;
        String simple = name.substring(name.indexOf('.') + 1);
        // All on the statement's first line, so that lines are the statement's.
        String text = "package REPL; " + imports.of(statement) + "public class " + simple + " { public static void "
                + METHOD + "() throws java.lang.Throwable { " + statement + "\n} }";
        Map<String, byte[]> classes = compiler.compile(name, text);
        if (classes == null) {
            return Optional.empty();
        }
        try {
            boolean apart = new OpenAccess(c -> loader.compiled().get(c.replace('/', '.'))).suffices(classes.values());
            Class<?> type = loader.loadStatement(name, classes, apart);
            places.add(type, place, (int) statement.lines().count());
            return Optional.of(type.getDeclaredMethod(METHOD));
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
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
