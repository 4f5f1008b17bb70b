package org.triceras.engine.backend.jvm;

import java.util.Arrays;
import org.triceras.engine.ir.op.ConvGeometry;

/**
 * The patches of one block of positions at a time, made ready for the kernels of one thread. They are read where they lie in the images; if
 * these need a border of zeros, the rows that the block touches are copied with one.
 *
 * <p>Copying patches out, so that the kernels' runs are longer, does not pay even where runs are short: with 5 x 5 of one channel it gains 15
 * percent forward and loses as much in the gradient; with 3 x 3 of three channels it loses 5 and 40.
 */
final class Patches {
    private static final int MOST_POSITIONS = 192;
    /** Floats of rows with a border: a quarter of a second-level cache of 1 MB. */
    private static final int MOST_PADDED = 1 << 16;

    /** Where element p of run r of the patch at position i of the block lies: {@code data[offsets[i] + shift + runs[r] + p]}. */
    float[] data;

    int shift;
    final int[] offsets;
    final int[] runs;
    final int length;
    /** The kernels for three runs of three elements are to be used. */
    final boolean nine;

    private final PatchTable table;
    private final float[] x;
    private final int xo;
    private final Scratch scratch = Scratch.get();

    Patches(ConvTiles tiles, PatchTable table, float[] x, int xo) {
        this.table = table;
        this.x = x;
        this.xo = xo;
        offsets = scratch.offsets(MOST_POSITIONS);
        runs = table.runs;
        length = table.length;
        nine = isNine(tiles, table);
    }

    private static boolean isNine(ConvTiles tiles, PatchTable table) {
        return table.runs.length == 3 && table.length == 3 && tiles.hasNine();
    }

    /** How many parts of a patch the kernels take one by one. */
    static int parts(ConvTiles tiles, PatchTable table) {
        return isNine(tiles, table) ? 1 : table.runs.length;
    }

    /** The most positions that a block may have. */
    static int blockPositions(PatchTable table) {
        if (!table.padded) {
            return MOST_POSITIONS;
        }
        ConvShape s = table.shape;
        int row = table.paddedWidth * s.channels();
        int rows = Math.max(
                1,
                MOST_PADDED / Math.max(1, row) - s.kernelHeight() * s.geometry().dilationH());
        long positions = (long) rows * s.outputHeight() / table.paddedHeight * s.outputWidth();
        return (int) Math.max(8, Math.min(MOST_POSITIONS, positions));
    }

    /** Goes to the block of positions first to first + count - 1, and its group 0. */
    void block(int first, int count) {
        data = x;
        int base = xo;
        if (table.padded) {
            int rowFrom = table.firstRow(first);
            int rowTo = table.endRow(first + count - 1);
            int rowSize = table.paddedWidth * table.shape.channels();
            data = scratch.images((rowTo - rowFrom) * rowSize);
            base = -rowFrom * rowSize;
            for (int row = rowFrom; row < rowTo; row++) {
                copyRow(row, data, (row - rowFrom) * rowSize);
            }
        }
        table.positions(first, first + count, base, offsets);
        group(0);
    }

    /** Goes to a group of channels of the same block. */
    void group(int group) {
        shift = group * table.shape.groupChannels();
    }

    /** Copies one row of an image with its border; rows above and below the image are zero. */
    private void copyRow(int paddedRow, float[] to, int t) {
        ConvShape s = table.shape;
        ConvGeometry g = s.geometry();
        int size = table.paddedWidth * s.channels();
        int row = paddedRow % table.paddedHeight - g.padTop();
        if (row < 0 || row >= s.height()) {
            Arrays.fill(to, t, t + size, 0f);
            return;
        }
        int inner = s.width() * s.channels();
        int begin = t + g.padLeft() * s.channels();
        int from = xo + (paddedRow / table.paddedHeight * s.height() + row) * inner;
        Arrays.fill(to, t, begin, 0f);
        System.arraycopy(x, from, to, begin, inner);
        Arrays.fill(to, begin + inner, t + size, 0f);
    }
}
