package org.triceras.engine.backend.jvm;

import java.util.Arrays;
import org.triceras.engine.ir.op.ConvGeometry;

/**
 * The gradient of a convolution with respect to its images: dy (positions x filters) times the transposed filters (filters x depth), whose
 * rows, one patch each, are added up where patches overlap. Compared with a convolution of dy with turned filters nothing is copied, and
 * neither borders nor strides cost multiplications with zero.
 *
 * <p>Where the channels fill whole tiles, each element of the kernel adds its product to the image directly. Otherwise products of a few
 * positions go to a buffer that stays in the second-level cache, and from there to the image.
 *
 * <p>Threads take whole images, or bands of rows of few images. Each pixel's sum runs in one order in any case.
 */
final class InputGradient {
    /** Floats of a product: a quarter of a second-level cache of 1 MB. */
    private static final int MOST_PRODUCT = 1 << 16;

    /** Channels that fill whole tiles at every vector width, so that the width does not change how sums are formed. */
    private static final int DIRECT_CHANNELS = 32;

    /** Multiply-adds that are worth a second thread. */
    private static final long PARALLEL = 200_000;

    private final ConvTiles tiles;
    private final ConvShape s;
    private final ConvGeometry g;
    private final float[] filters;
    private final float[] dy;
    private final int dyo;
    private final float[] dx;
    private final int dxo;
    private final Epilogue epilogue;
    /** Distance of the rows of a product: the depth, rounded up to whole tiles. */
    private final int stride;
    /** The kernel's columns that are neighbours in the image, all or one. */
    private final int columns;

    /** @param filters transposed and packed: for each group, panels of {@link ConvTiles#columns} elements of the depth */
    InputGradient(
            ConvTiles tiles,
            ConvShape s,
            float[] filters,
            float[] dy,
            int dyo,
            float[] dx,
            int dxo,
            Epilogue epilogue) {
        this.tiles = tiles;
        this.s = s;
        this.g = s.geometry();
        this.filters = filters;
        this.dy = dy;
        this.dyo = dyo;
        this.dx = dx;
        this.dxo = dxo;
        this.epilogue = epilogue;
        stride = (s.depth() + tiles.columns() - 1) / tiles.columns() * tiles.columns();
        columns = g.groups() == 1 && g.dilationW() == 1 ? s.kernelWidth() : 1;
    }

    void run() {
        ThreadTeam team = ThreadTeam.current();
        long work = (long) s.outputHeight() * s.outputWidth() * s.depth() * s.filters();
        int enough = 2 * team.threads();
        if (s.batch() >= enough || work * s.batch() < PARALLEL) {
            int grain = (int) Math.min(Integer.MAX_VALUE / 2, PARALLEL / Math.max(1, work) + 1);
            team.ranges(s.batch(), grain, (from, to) -> {
                for (int image = from; image < to; image++) {
                    band(image, 0, s.height());
                }
            });
        } else {
            // A band repeats the products of a kernel's height less one rows of dy.
            int bands = Math.max(1, Math.min(s.height() / 8, enough / Math.max(1, s.batch())));
            team.run(s.batch() * bands, part -> {
                int band = part % bands;
                band(part / bands, (int) ((long) s.height() * band / bands), (int)
                        ((long) s.height() * (band + 1) / bands));
            });
        }
    }

    /** Rows rowFrom to rowTo - 1 of one image. */
    private void band(int image, int rowFrom, int rowTo) {
        if (s.groupChannels() % DIRECT_CHANNELS == 0) {
            int rows = Math.max(1, MOST_PRODUCT / (s.width() * s.channels()));
            for (int row = rowFrom; row < rowTo; row += rows) {
                int end = Math.min(rowTo, row + rows);
                direct(image, row, end);
                finish(image, row, end);
            }
        } else {
            buffered(image, rowFrom, rowTo);
        }
    }

    private void direct(int image, int rowFrom, int rowTo) {
        int rowSize = s.width() * s.channels();
        int base = dxo + image * s.height() * rowSize;
        Arrays.fill(dx, base + rowFrom * rowSize, base + rowTo * rowSize, 0f);
        int dyBase = dyo + image * s.outputHeight() * s.outputWidth() * s.filters();
        Scratch scratch = Scratch.get();
        int[] from = scratch.offsets((rowTo - rowFrom) * s.width());
        int[] to = scratch.outputs((rowTo - rowFrom) * s.width());
        for (int i = 0; i < s.kernelHeight(); i++) {
            int down = i * g.dilationH() - g.padTop();
            int yEnd = end(rowTo, down, g.strideH(), s.outputHeight());
            for (int j = 0; j < s.kernelWidth(); j++) {
                int right = j * g.dilationW() - g.padLeft();
                int xEnd = end(s.width(), right, g.strideW(), s.outputWidth());
                int count = 0;
                for (int y = end(rowFrom, down, g.strideH(), s.outputHeight()); y < yEnd; y++) {
                    int row = base + (y * g.strideH() + down) * rowSize;
                    for (int x = end(0, right, g.strideW(), s.outputWidth()); x < xEnd; x++) {
                        from[count] = dyBase + (y * s.outputWidth() + x) * s.filters();
                        to[count++] = row + (x * g.strideW() + right) * s.channels();
                    }
                }
                tap(i * s.kernelWidth() + j, count, from, to);
            }
        }
    }

    /** The first output y with y * stride + shift at or beyond limit, or the number of outputs. */
    private static int end(int limit, int shift, int stride, int outputs) {
        return Math.max(0, Math.min(outputs, Math.floorDiv(limit - shift + stride - 1, stride)));
    }

    /** Adds the product of dy with one element of the kernel to pixels of dx. */
    private void tap(int tap, int count, int[] from, int[] to) {
        for (int group = 0; group < g.groups(); group++) {
            for (int c = 0; c < s.groupChannels(); c += tiles.columns()) {
                int panel = (group * stride + tap * s.groupChannels() + c) * s.groupFilters();
                for (int i = 0; i < count; ) {
                    int rows = tiles.supportedPositions(count - i);
                    tiles.positions(
                            rows,
                            s.groupFilters(),
                            dy,
                            from,
                            i,
                            group * s.groupFilters(),
                            filters,
                            panel,
                            dx,
                            to,
                            i,
                            group * s.groupChannels() + c,
                            true);
                    i += rows;
                }
            }
        }
    }

    private void buffered(int image, int rowFrom, int rowTo) {
        int rowSize = s.width() * s.channels();
        int base = dxo + image * s.height() * rowSize;
        Arrays.fill(dx, base + rowFrom * rowSize, base + rowTo * rowSize, 0f);
        int reach = (s.kernelHeight() - 1) * g.dilationH();
        int before = Math.max(0, rowFrom + g.padTop() - reach + g.strideH() - 1) / g.strideH();
        int after = Math.min(s.outputHeight(), (rowTo - 1 + g.padTop()) / g.strideH() + 1);
        int to = after * s.outputWidth();
        int most = Math.max(24, MOST_PRODUCT / stride / 24 * 24);
        Scratch scratch = Scratch.get();
        int[] offsets = scratch.offsets(most);
        int[] outputs = scratch.outputs(most);
        for (int i = 0; i < most; i++) {
            outputs[i] = i * stride;
        }
        int finished = rowFrom;
        for (int first = before * s.outputWidth(); first < to; first += most) {
            int count = Math.min(most, to - first);
            float[] product = scratch.patches(count * stride);
            for (int group = 0; group < g.groups(); group++) {
                int from = dyo + (image * s.outputHeight() * s.outputWidth() + first) * s.filters();
                for (int i = 0; i < count; i++) {
                    offsets[i] = from + group * s.groupFilters() + i * s.filters();
                }
                multiply(group, count, offsets, product, outputs);
                for (int i = 0; i < count; i++) {
                    scatter(product, i * stride, first + i, rowFrom, rowTo, base + group * s.groupChannels());
                }
            }
            int next = first + count;
            int begun = next == to ? rowTo : next / s.outputWidth() * g.strideH() - g.padTop();
            if (begun > finished) {
                finish(image, finished, begun);
                finished = begun;
            }
        }
        finish(image, finished, rowTo);
    }

    private void finish(int image, int from, int to) {
        if (epilogue == null || from >= to) {
            return;
        }
        int pixel = (image * s.height() + from) * s.width();
        int pixels = (to - from) * s.width();
        epilogue.apply(dx, dxo + pixel * s.channels(), s.channels(), pixel, pixels, 0, s.channels());
    }

    private void multiply(int group, int count, int[] offsets, float[] product, int[] outputs) {
        int depth = s.groupFilters();
        for (int j = 0; j < stride; j += tiles.columns()) {
            int panel = (group * stride + j) * depth;
            for (int i = 0; i < count; ) {
                int rows = tiles.supportedPositions(count - i);
                tiles.positions(rows, depth, dy, offsets, i, 0, filters, panel, product, outputs, i, j, false);
                i += rows;
            }
        }
    }

    /** Adds the patch of a position of an image to those of its rows that are asked for. */
    private void scatter(float[] product, int at, int position, int rowFrom, int rowTo, int base) {
        int top = position / s.outputWidth() * g.strideH() - g.padTop();
        int left = position % s.outputWidth() * g.strideW() - g.padLeft();
        int channels = s.groupChannels();
        for (int i = 0; i < s.kernelHeight(); i++) {
            int row = top + i * g.dilationH();
            if (row < rowFrom || row >= rowTo) {
                continue;
            }
            for (int j = 0; j < s.kernelWidth(); j += columns) {
                int column = left + j * g.dilationW();
                int from = Math.max(0, -column);
                int to = Math.min(columns, s.width() - column);
                if (from < to) {
                    tiles.add(
                            product,
                            at + (i * s.kernelWidth() + j + from) * channels,
                            dx,
                            base + (row * s.width() + column + from) * s.channels(),
                            (to - from) * channels);
                }
            }
        }
    }
}
