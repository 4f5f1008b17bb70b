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
}
