package org.triceras.kernel.session;

import java.io.File;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import jdk.jshell.JShell;

/** What can be seen of a session by code that is compiled beside its cells, as the debugger's expressions are; nothing of that stays in it. */
public final class SessionScope {
    private static final String CLASS = "\nclass ";

    private final Session session;
    private final JShell shell;
    private final CompileLock lock;
    private final ClassLoader loader;
    private final KeptVariables variables;

    SessionScope(Session session, JShell shell, CompileLock lock, ClassLoader loader, KeptVariables variables) {
        this.session = session;
        this.shell = shell;
        this.lock = lock;
        this.loader = loader;
        this.variables = variables;
    }

    /** The package declaration and the imports with which JShell would compile a snippet now. */
    public String header() {
        String wrapped = lock.hold(
                () -> shell.sourceCodeAnalysis().wrappers("void $() {}").get(0).wrapped());
        return wrapped.substring(0, wrapped.indexOf(CLASS) + 1);
    }

    /** The classes of cells as they were compiled, by their names. */
    public Map<String, byte[]> classes() {
        return SnippetLoader.of(loader).compiled();
    }

    /** All that is on the class path by now, with the system's separators between. */
    public String classPath() {
        StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
        session.addedClassPath().forEach(each -> path.append(File.pathSeparator).append(each));
        return path.toString();
    }

    public ClassLoader loader() {
        return loader;
    }

    /** Makes a class stoppable, and keeps it from ending the process, as those of cells are. */
    public byte[] guarded(byte[] bytecode) {
        return SnippetRewriter.rewrite(bytecode);
    }

    /** The static field that holds a variable of the session. */
    public Optional<Field> variable(String name) {
        return lock.hold(() -> variables.field(name));
    }

    /**
     * Declares a variable while a cell may be running, which is not disturbed: this runs in a lane of its own.
     *
     * @return empty, or what is wrong
     */
    public Optional<CellError> declare(String declaration) {
        CompletableFuture<CellResult> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    new Lane().enter();
                    try {
                        result.complete(session.expression(declaration));
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                },
                "declaration");
        thread.setDaemon(true);
        thread.start();
        return Optional.ofNullable(result.join().error());
    }
}
