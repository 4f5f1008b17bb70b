package org.triceras.kernel.session;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.jshell.execution.LocalExecutionControl;

/**
 * Runs snippets in this JVM, each on a thread of its own that can be stopped, and keeps the value of the last one as an object, where
 * JShell itself keeps only its text. Public because JShell calls into it by reflection.
 */
public final class SnippetControl extends LocalExecutionControl {
    private static final Method RUN;

    static {
        try {
            RUN = SnippetControl.class.getDeclaredMethod("runCurrent");
        } catch (NoSuchMethodException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // The method that JShell invokes is static, so these are too; one session per JVM runs one snippet at a time.
    private static volatile Method current;
    private static volatile Object value;
    private static volatile Object variable;
    private static volatile ClassLoader loader;
    private static volatile boolean clearing;

    @Override
    protected String invoke(Method method) throws Exception {
        current = method;
        value = null;
        super.invoke(RUN);
        return "";
    }

    /** Invoked by reflection on the snippet's thread. */
    public static void runCurrent() throws Throwable {
        long[] begun = RunClock.begin();
        try {
            value = current.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            RunClock.endRun(begun);
        }
    }

    /** What this process was started with is there already; JShell only has to tell its compiler. */
    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        if (!path.equals(System.getProperty("java.class.path"))) {
            super.addToClasspath(path);
        }
    }

    /** Keeps a variable's value where {@link #read} finds it, instead of making a text of what may be large. */
    @Override
    public String varValue(String className, String varName) throws EngineTerminationException, InternalException {
        try {
            Field field = findClass(className).getDeclaredField(varName);
            // JShell's classes are not public.
            field.setAccessible(true);
            variable = field.get(null);
            if (clearing && !field.getType().isPrimitive()) {
                field.set(null, null);
            }
            return "";
        } catch (ReflectiveOperationException e) {
            throw new InternalException(e.toString());
        }
    }

    /** The value of the variable that {@code ask} asks JShell for. */
    static Object read(Runnable ask) {
        try {
            ask.run();
            return variable;
        } finally {
            variable = null;
        }
    }

    /** Sets the variable that {@code ask} asks JShell for to null: a class that is no longer used still holds its fields. */
    static void clear(Runnable ask) {
        clearing = true;
        try {
            ask.run();
        } finally {
            clearing = false;
            variable = null;
        }
    }

    /** Called by a snippet that knows the loader of its own class. */
    public static void tellLoader(ClassLoader newLoader) {
        loader = newLoader;
    }

    static ClassLoader toldLoader() {
        return loader;
    }

    /** What the last snippet returned. */
    static Object lastValue() {
        return value;
    }

    static void forget() {
        value = null;
    }
}
