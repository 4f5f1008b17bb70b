package org.triceras.engine.backend.jvm;

import java.util.Arrays;

/**
 * Rows of a left operand in the order in which the micro-kernels read them, strip by strip, each as high as a tile; if asked for, without the depths
 * at which all rows of a strip are zero. What is left out adds nothing to a sum, if what it is multiplied with is finite.
 */
final class Strips {
    private GemmTiles tiles;
    private int rows;
    private int kc;
    private boolean isSparse;
    /** From one strip to the next. */
    private int length;

    private float[] data = {};
    private int[] depths = {};

    /** For each strip which depths are kept, and how many. */
    private int[] keptDepths = {};

    private int[] kept = {};

    /** Makes room for strips of so many rows and depths. */
    void begin(GemmTiles tiles, int rows, int kc, boolean isSparse) {
        this.tiles = tiles;
        this.rows = rows;
        this.kc = kc;
        this.isSparse = isSparse;
        int strips = count();
        // Vectors may be written beyond a strip, while another thread has the next one ready.
        length = tiles.maxRows() * kc + (isSparse ? tiles.columns() : 0);
        if (data.length < strips * length) {
            data = new float[strips * length];
        }
        if (isSparse && keptDepths.length < strips * kc) {
            keptDepths = new int[strips * kc];
        }
        if (isSparse && kept.length < strips) {
            kept = new int[strips];
        }
        depths = isSparse ? keptDepths : Depths.all(kc);
    }

    int count() {
        return (rows + tiles.maxRows() - 1) / tiles.maxRows();
    }

    /** The rows of a strip; its tile may be higher. */
    int rows(int strip) {
        return Math.min(tiles.maxRows(), rows - strip * tiles.maxRows());
    }

    /** Packs some strips; strip 0 begins at {@code row} and {@code p} of the operand. */
    void pack(PanelSource a, int row, int p, int from, int to) {
        for (int i = from; i < to; i++) {
            int first = row + i * tiles.maxRows();
            int height = tiles.rowsFor(rows(i));
            if (isSparse) {
                kept[i] = a.packNonzeros(first, rows(i), height, p, kc, data, i * length, keptDepths, i * kc);
            } else {
                a.pack(first, rows(i), height, p, kc, data, i * length);
            }
        }
    }

    /**
     * One tile of the product of some depths of a strip, all if some were left out, and a panel of B, see {@link GemmTiles#tile}. A tile that reaches over
     * the edge of C, whose columns are fewer than a tile's or whose rows are, goes through a buffer.
     */
    void tile(
            int strip,
            int columns,
            int first,
            int depth,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean add) {
        int width = tiles.columns();
        int rows = rows(strip);
        int height = tiles.rowsFor(rows);
        if (rows == height && columns == width) {
            whole(strip, first, depth, b, bo, bs, c, co, ldc, add);
            return;
        }
        float[] tile = Scratch.get().tile(height * width);
        if (add) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(c, co + r * ldc, tile, r * width, columns);
            }
        }
        whole(strip, first, depth, b, bo, bs, tile, 0, width, add);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(tile, r * width, c, co + r * ldc, columns);
        }
    }

    /** One whole tile. */
    private void whole(
            int strip, int first, int depth, float[] b, int bo, int bs, float[] c, int co, int ldc, boolean add) {
        int height = tiles.rowsFor(rows(strip));
        int count = isSparse ? kept[strip] : depth;
        if (count > 0 || !isSparse) {
            int d = isSparse ? strip * kc : 0;
            tiles.tile(height, count, data, strip * length + first * height, depths, d, b, bo, bs, c, co, ldc, add);
        } else if (!add) {
            for (int i = 0; i < height; i++) {
                Arrays.fill(c, co + i * ldc, co + i * ldc + tiles.columns(), 0);
            }
        }
    }

    /** Element (i, p) of a strip that was packed with all its depths. */
    float get(int strip, int i, int p) {
        return data[strip * length + p * tiles.rowsFor(rows(strip)) + i];
    }

    /** Some depths of the only row, see {@link GemmTiles#row}. */
    void row(int first, int depth, float[] b, int bo, int bs, float[] c, int co, boolean add) {
        tiles.row(depth, data, first, depths, 0, b, bo, bs, c, co, add);
    }
}
