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
    private static final MethodHandle CHECK = find("check");
    private static final MethodHandle CHECK_HEAP = find("checkHeap");
    private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
    private static boolean armed;
    private static boolean watchesHeap;

    private StopPoint() {}

    private static MethodHandle find(String name) {
        try {
            return MethodHandles.lookup().findStatic(StopPoint.class, name, TYPE);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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
        checkHeap();
    }

    private static void checkHeap() {
        if (HeapLimit.isNear() && SnippetThread.mayFail() && HeapLimit.isReached()) {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    /** Makes all stop points look whether they must stop, or no longer. */
    static synchronized void arm(boolean on) {
        armed = on;
        exchangeTarget();
    }

    /** Makes all stop points look at {@link HeapLimit}, or no longer. */
    static synchronized void watchHeap(boolean on) {
        watchesHeap = on;
        exchangeTarget();
    }

    private static void exchangeTarget() {
        MethodHandle target = armed ? CHECK : watchesHeap ? CHECK_HEAP : NOTHING;
        if (target != SITE.getTarget()) {
            SITE.setTarget(target);
            MutableCallSite.syncAll(new MutableCallSite[] {SITE});
        }
    }
}
