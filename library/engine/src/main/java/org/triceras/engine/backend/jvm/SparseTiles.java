package org.triceras.engine.backend.jvm;

/**
 * The micro-kernels of products whose left operand has many zeros: each row of it is a list of its other numbers, with their places.
 *
 * <p>Each element of C is one chain of fused multiply-adds in the order of the depth, as in {@link GemmTiles}.
 */
public interface SparseTiles {
    /** The columns of a block of B. */
    int columns();

    /**
     * Appends what is not zero among {@code n} floats to a list: the numbers to {@code values} from {@code at} on, and for each its index times {@link
     * #columns} to {@code offsets}. The arrays may be written a vector beyond the list.
     *
     * @return where the list ends now
     */
    int find(float[] x, int xo, int n, float[] values, int[] offsets, int at);

    /**
     * C = A B or C = C + A B for some rows of C and {@link #columns} columns. The list of row i is what lies between {@code starts[s + i * step]} and
     * {@code starts[s + i * step + 1]}; the row of B for number q in it begins at {@code b[bo + offsets[q]]}.
     */
    void multiply(
            int rows,
            float[] values,
            int[] offsets,
            int[] starts,
            int s,
            int step,
            float[] b,
            int bo,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);
}
