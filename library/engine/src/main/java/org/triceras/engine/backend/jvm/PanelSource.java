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
}
