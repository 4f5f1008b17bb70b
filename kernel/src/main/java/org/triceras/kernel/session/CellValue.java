package org.triceras.kernel.session;

/** Where the expressions of a cell leave their values. Public because compiled cells call it. */
public final class CellValue {
    /** Assigned by cells: an expression's value. A field, since javac takes much longer for arguments that are deeply nested. */
    public static volatile Object kept;

    private CellValue() {}

    /** The last value; it is then forgotten. */
    static Object take() {
        Object taken = kept;
        kept = null;
        return taken;
    }
}
