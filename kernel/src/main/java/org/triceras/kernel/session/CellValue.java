package org.triceras.kernel.session;

/** Where the expressions of a cell leave their values. Public because compiled cells call it. */
public final class CellValue {
    /** Assigned by cells: an expression's value. A field, since javac takes much longer for arguments that are deeply nested. */
    public Object kept;

    CellValue() {}

    /** Code that gives a value. */
    @FunctionalInterface
    public interface Giving {
        Object run() throws Throwable;
    }

    /** Code that gives none. */
    @FunctionalInterface
    public interface Doing {
        void run() throws Throwable;
    }

    /** Keeps a value. Called by compiled scripts, where javac chooses between this and the other by what an expression is. */
    public static void keep(Giving code) throws Throwable {
        here().kept = code.run();
    }

    public static void keep(Doing code) throws Throwable {
        code.run();
    }

    /** That of the snippet which the calling thread runs. */
    public static CellValue here() {
        return Thread.currentThread() instanceof SnippetThread thread ? thread.kept() : new CellValue();
    }

    /** A value as a cell's result: what printf returns is none. */
    static Object shown(Object value) {
        return value == System.out || value == System.err ? null : value;
    }
}
