package org.triceras.kernel.session;

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

    @Override
    protected String invoke(Method method) throws Exception {
        current = method;
        value = null;
        super.invoke(RUN);
        return "";
    }

    /** Invoked by reflection on the snippet's thread. */
    public static void runCurrent() throws Throwable {
        try {
            value = current.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What the last snippet returned. */
    static Object lastValue() {
        return value;
    }

    static void forget() {
        value = null;
    }
}
