package org.triceras.kernel.session;

/** Where the expressions of a cell leave their values. Public because compiled cells call it. */
public final class CellValue {
    /** Assigned by cells: an expression's value. A field, since javac takes much longer for arguments that are deeply nested. */
    public static volatile Object kept;

    private CellValue() {}

    /** An expression of any type. */
    @FunctionalInterface
    public interface Computation {
        Object compute() throws Throwable;
    }

    /** A call of a method that returns nothing. */
    @FunctionalInterface
    public interface Action {
        void run() throws Throwable;
    }

    /** Called by cells: a method call with a value. */
    public static void run(Computation computation) throws Throwable {
        kept = computation.compute();
    }

    /** Called by cells: a method call without one. */
    public static void run(Action action) throws Throwable {
        action.run();
    }

    /** The last value; it is then forgotten. */
    static Object take() {
        Object taken = kept;
        kept = null;
        return taken;
    }
}
