package org.triceras.kernel.debug;

/** A method of a cell that is running, and what its last probe has seen. */
final class CallFrame {
    private final Class<?> type;
    private final String method;
    private ProbeSite site;
    private Object[] locals;

    CallFrame(Class<?> type, String method) {
        this.type = type;
        this.method = method;
    }

    boolean isOf(Class<?> otherType, String otherMethod) {
        return type == otherType && method.equals(otherMethod);
    }

    /** Null before its first line. */
    ProbeSite site() {
        return site;
    }

    /** The values of the site's names. */
    Object[] locals() {
        return locals;
    }

    /** Comes to another line; returns the one before, or null. */
    ProbeSite reach(ProbeSite newSite, Object[] newLocals) {
        ProbeSite before = site;
        site = newSite;
        locals = newLocals;
        return before;
    }
}
