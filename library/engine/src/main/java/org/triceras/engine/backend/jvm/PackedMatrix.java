package org.triceras.engine.backend.jvm;

/**
 * The right operand of a product in the order in which the micro-kernels read it, to be packed once and used many times: for each block of
 * depths, panels as wide as a tile.
 */
public final class PackedMatrix {
    final int depth;
    final int columns;
    final int panel;
    final int blockDepth;
    final float[] data;

    PackedMatrix(int depth, int columns, int panel, int blockDepth, float[] data) {
        this.depth = depth;
        this.columns = columns;
        this.panel = panel;
        this.blockDepth = blockDepth;
        this.data = data;
    }

    /** Rows of the matrix. */
    public int rows() {
        return depth;
    }

    public int columns() {
        return columns;
    }

    int panels() {
        return (columns + panel - 1) / panel;
    }

    int blocks() {
        return (depth + blockDepth - 1) / blockDepth;
    }

    int size() {
        return depth * panels() * panel;
    }

    /** Where the panel of columns from {@code j * panel} begins, in the block of depths from p, kc deep. */
    int offset(int p, int kc, int j) {
        return panel * (p * panels() + j * kc);
    }

    /** Packs some of the panels: number {@code block * panels() + j} is panel j of a block. */
    void pack(PanelSource source, int firstColumn, int number) {
        int p = number / panels() * blockDepth;
        int j = number % panels();
        int kc = Math.min(blockDepth, depth - p);
        int width = Math.min(panel, columns - j * panel);
        source.pack(firstColumn + j * panel, width, panel, p, kc, data, offset(p, kc, j));
    }
}
