package org.triceras.engine.backend.jvm;

/** Rows of a left operand in the order in which the micro-kernels read them, strip by strip, each as high as a tile. */
final class Strips {
    private GemmTiles tiles;
    private int rows;
    private int kc;
    /** From one strip to the next. */
    private int length;

    private float[] data = {};

    /** Makes room for strips of so many rows and depths. */
    void begin(GemmTiles tiles, int rows, int kc) {
        this.tiles = tiles;
        this.rows = rows;
        this.kc = kc;
        length = tiles.maxRows() * kc;
        if (data.length < count() * length) {
            data = new float[count() * length];
        }
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
            a.pack(first, rows(i), tiles.rowsFor(rows(i)), p, kc, data, i * length);
        }
    }

    /**
     * One tile of the product of some depths of a strip and a panel of B, see {@link GemmTiles#tile}. A tile that reaches over the edge of C, whose columns
     * are fewer than a tile's or whose rows are, goes through a buffer.
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
        int from = strip * length + first * height;
        if (rows == height && columns == width) {
            tiles.tile(height, depth, data, from, b, bo, bs, c, co, ldc, add);
            return;
        }
        float[] tile = Scratch.get().tile(height * width);
        if (add) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(c, co + r * ldc, tile, r * width, columns);
            }
        }
        tiles.tile(height, depth, data, from, b, bo, bs, tile, 0, width, add);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(tile, r * width, c, co + r * ldc, columns);
        }
    }

    /** Element (i, p) of a strip. */
    float get(int strip, int i, int p) {
        return data[strip * length + p * tiles.rowsFor(rows(strip)) + i];
    }

    /** Some depths of the only row, see {@link GemmTiles#row}. */
    void row(int columns, int first, int depth, float[] b, int bo, int bs, float[] c, int co, boolean add) {
        tiles.row(columns, depth, data, first, Depths.all(depth), b, bo, bs, c, co, add);
    }
}
