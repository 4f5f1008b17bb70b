package org.triceras.engine.backend.jvm;

import org.triceras.engine.ir.op.ConvGeometry;

/**
 * Where the elements of patches lie in a batch of images with their border (batch, paddedHeight, paddedWidth, channels). A patch consists
 * of runs of elements that are neighbours in the image: its kernel's rows, or the channels of one pixel if there are groups or a
 * dilation. Element p of run r of the patch at a position is {@code x[position + runs[r] + p]}.
 */
final class PatchTable {
    final ConvShape shape;
    final int paddedHeight;
    final int paddedWidth;
    final boolean padded;
    /** Elements of a run. */
    final int length;

    final int[] runs;

    PatchTable(ConvShape s) {
        shape = s;
        ConvGeometry g = s.geometry();
        paddedHeight = s.height() + g.padTop() + g.padBottom();
        paddedWidth = s.width() + g.padLeft() + g.padRight();
        padded = paddedHeight != s.height() || paddedWidth != s.width();
        boolean wholeRows = g.groups() == 1 && (g.dilationW() == 1 || s.kernelWidth() == 1);
        length = wholeRows ? s.kernelWidth() * s.channels() : s.groupChannels();
        int columns = wholeRows ? 1 : s.kernelWidth();
        runs = new int[s.kernelHeight() * columns];
        for (int i = 0; i < runs.length; i++) {
            int row = i / columns * g.dilationH();
            runs[i] = (row * paddedWidth + i % columns * g.dilationW()) * s.channels();
        }
    }

    /** The padded row, counted through the whole batch, at which the patch of a position begins. */
    int firstRow(int position) {
        int row = position / shape.outputWidth();
        return row / shape.outputHeight() * paddedHeight
                + row % shape.outputHeight() * shape.geometry().strideH();
    }

    /** The padded row after the last one of the patch of a position. */
    int endRow(int position) {
        return firstRow(position)
                + (shape.kernelHeight() - 1) * shape.geometry().dilationH()
                + 1;
    }

    /** Writes the offsets of the positions from to to - 1; that of padded row 0 is base. */
    void positions(int from, int to, int base, int[] offsets) {
        int columns = shape.outputWidth();
        int step = shape.geometry().strideW() * shape.channels();
        for (int i = from; i < to; ) {
            int column = i % columns;
            int at = base + firstRow(i) * paddedWidth * shape.channels() + column * step;
            int end = Math.min(to, i + columns - column);
            for (; i < end; i++) {
                offsets[i - from] = at;
                at += step;
            }
        }
    }
}
