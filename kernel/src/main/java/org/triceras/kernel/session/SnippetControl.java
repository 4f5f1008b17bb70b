package org.triceras.kernel.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Runs snippets in this JVM, each on a thread of its own that can be stopped, and gives its lane the value as an object, where JShell itself
 * keeps only its text.
 */
final class SnippetControl extends DirectExecutionControl {
    private static volatile ClassLoader latestLoader;

    private final CompileLock lock;
    private final SnippetLoader loader;

    SnippetControl(CompileLock lock) {
        this(lock, new SnippetLoader());
    }

    private SnippetControl(CompileLock lock, SnippetLoader loader) {
        super(loader);
        this.lock = lock;
        this.loader = loader;
        latestLoader = loader.classLoader();
    }

    /** Without this JShell gives a changed class another name, and a variable in it is empty. */
    @Override
    public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        if (!loader.mayStay(classes)) {
            throw new NotImplementedException("a class cannot be replaced");
        }
    }

    @Override
    protected String invoke(Method method) throws Exception {
        Lane lane = Lane.current();
        lane.forgetValues();
        long[] begun = RunClock.begin();
        Optional<SnippetThread> ran = lock.release(() -> SnippetThread.run(lane, method, loader.classLoader()));
        RunClock.endRun(begun);
        if (ran.isEmpty() || ran.get().failure() instanceof StoppedError) {
            throw new StoppedException();
        }
        Throwable failure = ran.get().failure();
        if (failure != null) {
            throw new InvocationTargetException(failure);
        }
        lane.value = ran.get().value();
        lane.kept = ran.get().kept().kept;
        return "";
    }

    /** JShell asks the exception for its message and frames, which an exception of a cell may not have. */
    @Override
    protected String throwConvertedInvocationException(Throwable cause) throws RunException, InternalException {
        try {
            return super.throwConvertedInvocationException(cause);
        } catch (RuntimeException | Error e) {
            throw new UserException(Thrown.message(cause), cause.getClass().getName(), Thrown.frames(cause));
        }
    }

    @Override
    public void stop() {
        SnippetThread.stopCell(Lane.current());
    }

    /** What this process was started with is there already; JShell only has to tell its compiler. */
    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        if (!path.equals(System.getProperty("java.class.path"))) {
            super.addToClasspath(path);
        }
    }

    /** The loader of the cells' classes, and of the libraries that cells have added. */
    static ClassLoader classLoader() {
        return latestLoader;
    }
}
