package org.triceras.kernel.session;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * What loops and methods of cells call on every turn, so that they can be stopped. While nobody wants to stop anything the call is empty and
 * the JIT compiler leaves it out; an interrupt exchanges its target, which makes the JVM throw away the code compiled without it.
 * Public because compiled cells link to it.
 */
public final class StopPoint {
    private static final MethodType TYPE = MethodType.methodType(void.class);
    private static final MethodHandle NOTHING = MethodHandles.empty(TYPE);
    private static final MethodHandle CHECK;
    private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
    private static boolean armed;

    static {
        try {
            CHECK = MethodHandles.lookup().findStatic(StopPoint.class, "check", TYPE);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private StopPoint() {}

    /** Links a stop point; all share one call site. */
    public static CallSite bootstrap(MethodHandles.Lookup caller, String name, MethodType type) {
        return SITE;
    }

    /** Whether something is thrown only to end an interrupted cell. */
    public static boolean isStop(Throwable thrown) {
        return thrown instanceof StoppedError || thrown.getClass().getName().equals("java.lang.ThreadDeath");
    }

    static void check() {
        if (SnippetThread.mustStop()) {
            // So that library code between this and the cell knows why it ends.
            Thread.currentThread().interrupt();
            throw new StoppedError();
        }
        if (SnippetThread.mustFail()) {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    /** Makes all stop points look whether they must stop, or makes them empty again. */
    static synchronized void arm(boolean on) {
        if (armed != on) {
            armed = on;
            SITE.setTarget(on ? CHECK : NOTHING);
            MutableCallSite.syncAll(new MutableCallSite[] {SITE});
        }
    }
}
