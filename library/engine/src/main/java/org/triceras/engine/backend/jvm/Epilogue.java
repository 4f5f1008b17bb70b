package org.triceras.engine.backend.jvm;

/**
 * What is to be done with the elements of a product while they are in the cache: add a bias, apply an activation, and so on. Called once
 * for every element, from several threads.
 */
@FunctionalInterface
public interface Epilogue {
    /**
     * Changes the finished rows {@code row} to {@code row + rows - 1} and columns {@code column} to {@code column + columns - 1} of the
     * product in place; element (row, column) lies at {@code c[offset]}, rows are {@code ldc} apart.
     */
    void apply(float[] c, int offset, int ldc, int row, int rows, int column, int columns);

    /** Elements that a call gets at least where nothing else decides. */
    int ELEMENTS = 4096;

    /**
     * The same for a whole product of {@code m} rows and {@code n} columns that begins at {@code c[co]}, by all threads: quicker on whole rows than on the narrow columns
     * that threads have computed.
     */
    default void applyByRows(float[] c, int co, int ldc, int m, int n) {
        ThreadTeam.current()
                .ranges(
                        m,
                        Math.max(1, ELEMENTS / n),
                        (from, to) -> apply(c, co + from * ldc, ldc, from, to - from, 0, n));
    }
}
