package org.triceras.engine.ir;

/** The path of the layer being traced, kept per thread so that nodes can say where they came from. */
public final class Scope {
    private static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "");

    private Scope() {}

    public static String current() {
        return CURRENT.get();
    }

    /** Enters {@code name} below the current path; close the handle to leave. */
    public static Handle enter(String name) {
        String before = CURRENT.get();
        CURRENT.set(before.isEmpty() ? name : before + "/" + name);
        return () -> CURRENT.set(before);
    }

    /** Leaves the scope on close. */
    public interface Handle extends AutoCloseable {
        @Override
        void close();
    }
}
