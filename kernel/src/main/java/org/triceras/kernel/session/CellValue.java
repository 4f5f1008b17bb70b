package org.triceras.kernel.session;

/** Where the expressions of a cell leave their values. Public because compiled cells call it. */
public final class CellValue {
    private static volatile Object value;

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

    /** Called by cells: an expression's value. */
    public static void keep(Object newValue) {
        value = newValue;
    }

    /** Called by cells: a method call with a value. */
    public static void run(Computation computation) throws Throwable {
        value = computation.compute();
    }

    /** Called by cells: a method call without one. */
    public static void run(Action action) throws Throwable {
        action.run();
    }

    /** The last value; it is then forgotten. */
    static Object take() {
        Object taken = value;
        value = null;
        return taken;
    }
}
