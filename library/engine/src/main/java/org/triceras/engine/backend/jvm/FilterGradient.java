package org.triceras.engine.backend.jvm;

import java.util.Arrays;

/**
 * The gradient of a convolution with respect to its filters: (patches transposed) times dy. The sum over positions is long and the result
 * small, so positions are cut into shares, whose number depends on the sizes only; the shares' results are added in order.
 */
final class FilterGradient {
    private static final int SHARES = 16;
    private static final int MOST_PARTIAL_FLOATS = 1 << 22;

    private final ConvTiles tiles;
    private final GemmTiles gemmTiles;
    private final int width;
    private final ConvShape s;
    private final PatchTable table;
    private final float[] x;
    private final int xo;
    private final float[] dy;
    private final int dyo;

    FilterGradient(ConvTiles tiles, GemmTiles gemmTiles, ConvShape s, float[] x, int xo, float[] dy, int dyo) {
        this.tiles = tiles;
        this.gemmTiles = gemmTiles;
        this.width = tiles.columns();
        this.s = s;
        this.table = new PatchTable(s);
        this.x = x;
        this.xo = xo;
        this.dy = dy;
        this.dyo = dyo;
    }

    void run(float[] dw, int dwo) {
        int size = s.depth() * s.filters();
        int positions = s.positions();
        int shares = (int) Math.max(1, Math.min(Math.min(SHARES, positions / 512), MOST_PARTIAL_FLOATS / (long) size));
        // With few shares, the rows of the filter are spread over the threads as well.
        int runs = Patches.parts(tiles, table);
        int slices = Math.min(runs, shares >= 2 * ThreadTeam.current().threads() ? 1 : runs);
        float[] partial = shares == 1 ? dw : Scratch.get().left(shares * size);
        int base = shares == 1 ? dwo : 0;
        ThreadTeam.current().run(shares * slices, part -> {
            int share = part / slices;
            int slice = part % slices;
            int from = (int) ((long) positions * share / shares);
            int to = (int) ((long) positions * (share + 1) / shares);
            share(
                    from,
                    to,
                    (int) ((long) runs * slice / slices),
                    (int) ((long) runs * (slice + 1) / slices),
                    partial,
                    base + share * size);
        });
        if (shares > 1) {
            ThreadTeam.current().ranges(size, 4096, (from, to) -> {
                System.arraycopy(partial, from, dw, dwo + from, to - from);
                for (int share = 1; share < shares; share++) {
                    int o = share * size;
                    for (int i = from; i < to; i++) {
                        dw[dwo + i] += partial[o + i];
                    }
                }
            });
        }
    }

    private void share(int from, int to, int runFrom, int runTo, float[] out, int oo) {
        Patches patches = new Patches(tiles, table, x, xo);
        int filters = s.groupFilters();
        int run = s.depth() / Patches.parts(tiles, table) * s.filters();
        if (from == to) {
            Arrays.fill(out, oo + runFrom * run, oo + runTo * run, 0f);
        }
        int most = Patches.blockPositions(table);
        for (int first = from; first < to; first += most) {
            int count = Math.min(most, to - first);
            patches.block(first, count);
            for (int group = 0; group < s.geometry().groups(); group++) {
                patches.group(group);
                for (int j = 0; j < filters; j += width) {
                    int column = group * filters + j;
                    columns(
                            patches,
                            count,
                            runFrom,
                            runTo,
                            dyo + first * s.filters() + column,
                            Math.min(width, filters - j),
                            out,
                            oo + column,
                            first > from);
                }
            }
        }
    }

    /** All rows of the filter in some runs, for one panel of columns and one block of positions. */
    private void columns(
            Patches patches,
            int count,
            int runFrom,
            int runTo,
            int bo,
            int columns,
            float[] out,
            int oo,
            boolean accumulate) {
        int ldb = s.filters();
        float[] b = dy;
        float[] tile = null;
        if (columns < width) {
            // A narrow panel is copied out, with zeros to the full width.
            b = Scratch.get().right(count * width);
            new MatrixSource(gemmTiles, dy, bo, ldb, false).pack(0, columns, width, 0, count, b, 0);
            bo = 0;
            ldb = width;
            tile = Scratch.get().tile(ConvTiles.MOST_ROWS * width);
        }
        for (int r = runFrom; !patches.nine && r < runTo; r++) {
            int shift = patches.shift + patches.runs[r];
            for (int i = 0; i < patches.length; ) {
                int rows = tiles.supportedTaps(patches.length - i);
                int at = oo + (r * patches.length + i) * s.filters();
                taps(rows, count, patches, shift + i, b, bo, ldb, columns, tile, out, at, accumulate);
                i += rows;
            }
        }
        if (patches.nine) {
            taps(9, count, patches, 0, b, bo, ldb, columns, tile, out, oo, accumulate);
        }
    }

    /** One tile, by way of a buffer if there is one. */
    private void taps(
            int rows,
            int count,
            Patches patches,
            int shift,
            float[] b,
            int bo,
            int ldb,
            int columns,
            float[] tile,
            float[] out,
            int at,
            boolean accumulate) {
        float[] c = tile == null ? out : tile;
        int co = tile == null ? at : 0;
        int ldc = tile == null ? s.filters() : width;
        for (int r = 0; tile != null && accumulate && r < rows; r++) {
            System.arraycopy(out, at + r * s.filters(), tile, r * width, columns);
        }
        if (patches.nine) {
            tiles.tapsNine(count, patches.data, patches.offsets, patches.runs, b, bo, ldb, c, co, ldc, accumulate);
        } else {
            tiles.taps(rows, count, patches.data, patches.offsets, 0, shift, b, bo, ldb, c, co, ldc, accumulate);
        }
        for (int r = 0; tile != null && r < rows; r++) {
            System.arraycopy(tile, r * width, out, at + r * s.filters(), columns);
        }
    }
}
