package org.triceras.engine.backend.jvm;

import java.util.Arrays;
import org.triceras.engine.ir.op.ConvGeometry;

/**
 * The patches of one block of positions at a time, made ready for the kernels of one thread. They are read where they lie in the image if
 * that can be. If the image needs a border of zeros, the rows that the block touches are copied with one; and where runs are
 * short, as with one or three channels, the patches are copied out, since the kernels are quick on long runs.
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

    private final ConvTiles tiles;
    private final PatchTable table;
    private final float[] x;
    private final int xo;
    private final Scratch scratch = Scratch.get();
    private final boolean copied;
    private float[] image;
    private int imageOffset;
    private int first;
    private int count;

    Patches(ConvTiles tiles, PatchTable table, float[] x, int xo) {
        this.tiles = tiles;
        this.table = table;
        this.x = x;
        this.xo = xo;
        offsets = scratch.offsets(MOST_POSITIONS);
        copied = copied(tiles, table);
        nine = isNine(tiles, table);
        runs = copied ? new int[1] : table.runs;
        length = table.length * (copied ? table.runs.length : 1);
    }

    private static boolean copied(ConvTiles tiles, PatchTable table) {
        return table.runs.length > 1 && table.length < tiles.shortRun() && !isNine(tiles, table);
    }

    private static boolean isNine(ConvTiles tiles, PatchTable table) {
        return table.runs.length == 3 && table.length == 3 && tiles.hasNine();
    }

    /** How many parts of a patch the kernels take one by one. */
    static int parts(ConvTiles tiles, PatchTable table) {
        return copied(tiles, table) || isNine(tiles, table) ? 1 : table.runs.length;
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
        this.first = first;
        this.count = count;
        image = x;
        imageOffset = xo;
        if (table.padded) {
            int rowFrom = table.firstRow(first);
            int rowTo = table.endRow(first + count - 1);
            int rowSize = table.paddedWidth * table.shape.channels();
            image = scratch.images((rowTo - rowFrom) * rowSize);
            imageOffset = -rowFrom * rowSize;
            for (int row = rowFrom; row < rowTo; row++) {
                copyRow(row, image, (row - rowFrom) * rowSize);
            }
        }
        data = image;
        table.positions(first, first + count, imageOffset, offsets);
        group(0);
    }

    /** Goes to a group of channels of the same block. */
    void group(int group) {
        shift = group * table.shape.groupChannels();
        if (copied) {
            table.positions(first, first + count, imageOffset + shift, offsets);
            data = scratch.patches(count * length + ConvTiles.GATHER_SLACK);
            tiles.gather(image, offsets, count, table.runs, table.length, data);
            for (int i = 0; i < count; i++) {
                offsets[i] = i * length;
            }
            shift = 0;
        }
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
