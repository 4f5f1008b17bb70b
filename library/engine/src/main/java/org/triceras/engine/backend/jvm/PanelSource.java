package org.triceras.engine.backend.jvm;

/**
 * An operand of a product, seen as {@code rows} x {@code depth} (for the right operand: its columns x depth), that can copy a panel of
 * itself into the order in which the micro-kernels read. A matrix is one; so are the patches of an image.
 */
interface PanelSource {
    /**
     * Copies rows {@code row} to {@code row + rows - 1}, depths {@code p} to {@code p + kc - 1}, to {@code to[o + (p' - p) * stride + (row'
     * - row)]}, and zeros for rows up to {@code stride}.
     */
    void pack(int row, int rows, int stride, int p, int kc, float[] to, int o);

    /**
     * The same, but depths at which all of the rows are zero may be left out; the numbers of those that are kept, counted from p on, go to {@code depths} from
     * d on. The array may be written up to a vector beyond the panel.
     *
     * @return how many are kept
     */
    default int packNonzeros(int row, int rows, int stride, int p, int kc, float[] to, int o, int[] depths, int d) {
        pack(row, rows, stride, p, kc, to, o);
        for (int q = 0; q < kc; q++) {
            depths[d + q] = q;
        }
        return kc;
    }
}
