package org.triceras.engine.backend.jvm;

import java.util.Arrays;
import org.triceras.engine.ir.op.ConvGeometry;

/**
 * Convolution with filters of 3 x 3 by Winograd's F(4 x 4, 3 x 3): a quarter of the direct product's multiplications. A tile of 4 x 4 outputs
 * is Y = A' [(G g G') * (B' d B)] A, with g a filter, d the patch of 6 x 6 pixels that the tile depends on, * element by element and ' for
 * transposed. Summed over channels, that is 36 products of matrices, (tiles x channels) by (channels x filters), one for each element.
 *
 * <p>Rows of tiles are taken a few at a time, so that their transformed patches and products stay in the second-level cache. Neither the order of
 * operations within an element nor the choice of this way depends on threads and vector widths, so results are the same bits on any of them.
 *
 * <p><b>Rounding.</b> The matrices belong to the points 0, &plusmn;5/8, &plusmn;3/2 and infinity, which are kinder than the textbook's 0,
 * &plusmn;1, &plusmn;2 (largest error a fourth). Against float64, relative to the root mean square of the outputs, with normally distributed numbers
 * the root mean square of the errors is 6e-7 with 32 channels, 1.4e-6 with 256; direct products have 3e-7 and 8e-7. The largest error of 12,544
 * outputs is 4e-6 and 1.4e-5, direct 2e-6 and 6e-6. The error of an output is relative to the largest numbers in its tile's patch, not to
 * the few that it depends on, and an infinite or NaN pixel makes its whole tile NaN. The system property {@code triceras.winograd=off} chooses
 * direct products everywhere.
 */
final class Winograd {
    private static final int INPUTS = WinogradTiles.INPUTS;
    private static final int OUTPUTS = WinogradTiles.OUTPUTS;
    private static final int PLANES = WinogradTiles.PLANES;
    private static final int TAPS = 9;

    /** Planes are this much farther apart than their size, often a power of two, so that they don't push each other out of the caches. */
    private static final int LINE = 16;

    /** Tiles of a block. 24 to 64 measured alike; with few channels, more leave the second-level cache. */
    private static final int BLOCK = 36;

    /** With fewer channels or filters the transforms take longer than the products save. */
    private static final int LEAST_CHANNELS = 16;

    /** With fewer tiles, or fewer for each so many products of filters and channels, the transform of the filters does. */
    private static final int LEAST_TILES = 32;

    private static final int FILTERS_A_TILE = 2048;

    /** With fewer tiles the kernels read more filters than direct products save multiplications. */
    private static final int LEAST_TILES_KEPT = 4;

    /** Outputs of a tile that are used, on average. */
    private static final int LEAST_USED = 10;

    private final ConvTiles tiles;
    private final WinogradTiles transforms;
    private final GemmTiles gemmTiles;
    private final int width;

    Winograd(Kernels kernels) {
        tiles = kernels.convTiles();
        transforms = kernels.winogradTiles();
        gemmTiles = kernels.gemmTiles();
        width = tiles.columns();
    }

    /** This way is quicker for the gradient of images and forward, where {@code outputs} are the pixels of the result. */
    static boolean pays(ConvShape s, int outputHeight, int outputWidth) {
        long tiles = (long) s.batch() * tiles(outputHeight) * tiles(outputWidth);
        return fits(s)
                && tiles >= LEAST_TILES
                && tiles * FILTERS_A_TILE >= (long) s.channels() * s.filters()
                && outputHeight * (long) outputWidth * s.batch() >= tiles * LEAST_USED;
    }

    /** What this way can do at all, with channels enough. */
    private static boolean fits(ConvShape s) {
        ConvGeometry g = s.geometry();
        return s.kernelHeight() == 3
                && s.kernelWidth() == 3
                && g.strideH() == 1
                && g.strideW() == 1
                && g.dilationH() == 1
                && g.dilationW() == 1
                && g.groups() == 1
                && Math.min(s.channels(), s.filters()) >= LEAST_CHANNELS
                && Math.max(Math.max(g.padTop(), g.padBottom()), Math.max(g.padLeft(), g.padRight())) <= 2;
    }

    /** The same forward where the transformed filters serve many calls: then a few tiles do. */
    static boolean paysKept(ConvShape s) {
        int height = s.outputHeight();
        int columns = s.outputWidth();
        long tiles = (long) s.batch() * tiles(height) * tiles(columns);
        return fits(s) && tiles >= LEAST_TILES_KEPT && height * (long) columns * s.batch() >= tiles * LEAST_USED;
    }

    private static int tiles(int outputs) {
        return (outputs + OUTPUTS - 1) / OUTPUTS;
    }

    /** See {@link Convolution#forward}. */
    Convolution.Packed packed(ConvShape s, float[] x, int xo, float[] filters) {
        return new Images(
                s.batch(),
                s.height(),
                s.width(),
                s.channels(),
                s.outputHeight(),
                s.outputWidth(),
                s.filters(),
                s.geometry().padTop(),
                s.geometry().padLeft(),
                filters,
                x,
                xo);
    }

    /** See {@link Convolution#inputGradient}: a convolution of dy with the filters turned by half a turn. */
    void inputGradient(ConvShape s, float[] w, int wo, float[] dy, int dyo, float[] dx, int dxo, Epilogue epilogue) {
        float[] filters = Scratch.get().right(filtersSize(s.filters(), s.channels()));
        filters(s.filters(), s.channels(), w, wo, s.filters(), true, filters);
        new Images(
                        s.batch(),
                        s.outputHeight(),
                        s.outputWidth(),
                        s.filters(),
                        s.height(),
                        s.width(),
                        s.channels(),
                        2 - s.geometry().padTop(),
                        2 - s.geometry().padLeft(),
                        filters,
                        dy,
                        dyo)
                .all(s.batch(), dx, dxo, epilogue);
    }

    /** The floats that {@link #filters(ConvShape, float[], int, float[])} makes. */
    int filtersSize(ConvShape s) {
        return filtersSize(s.channels(), s.filters());
    }

    private int filtersSize(int depth, int columns) {
        return PLANES * ((columns + width - 1) / width * depth * width + LINE);
    }

    /** Transforms filters for {@link #packed}. */
    void filters(ConvShape s, float[] w, int wo, float[] to) {
        filters(s.channels(), s.filters(), w, wo, s.filters(), false, to);
    }

    /** The transformed filters: 36 times panels of {@link ConvTiles#columns} columns, depth rows each. */
    private void filters(int depth, int columns, float[] w, int wo, int stride, boolean turned, float[] to) {
        int panels = (columns + width - 1) / width;
        int size = depth * width;
        int plane = panels * size + LINE;
        ThreadTeam.current().ranges(panels, 1, (from, end) -> {
            float[] packed = Scratch.get().left(TAPS * size);
            for (int j = from; j < end; j++) {
                int used = Math.min(width, columns - j * width);
                for (int tap = 0; tap < TAPS; tap++) {
                    int at = wo + (turned ? TAPS - 1 - tap : tap) * depth * columns;
                    new MatrixSource(gemmTiles, w, at, stride, turned)
                            .pack(j * width, used, width, 0, depth, packed, tap * size);
                }
                transforms.filters(size, packed, 0, to, j * size, plane);
            }
        });
    }

    /** One convolution of images with transformed filters; its units are rows of tiles. */
    private final class Images implements Convolution.Packed {
        private final int batch;
        private final int height;
        private final int columns;
        private final int channels;
        private final int outputHeight;
        private final int outputColumns;
        private final int outputChannels;
        private final int top;
        private final int left;
        private final float[] filters;
        private final float[] x;
        private final int xo;
        private final int down;
        private final int across;
        private final int panels;

        Images(
                int batch,
                int height,
                int columns,
                int channels,
                int outputHeight,
                int outputColumns,
                int outputChannels,
                int top,
                int left,
                float[] filters,
                float[] x,
                int xo) {
            this.batch = batch;
            this.height = height;
            this.columns = columns;
            this.channels = channels;
            this.outputHeight = outputHeight;
            this.outputColumns = outputColumns;
            this.outputChannels = outputChannels;
            this.top = top;
            this.left = left;
            this.filters = filters;
            this.x = x;
            this.xo = xo;
            down = tiles(outputHeight);
            across = tiles(outputColumns);
            panels = (outputChannels + width - 1) / width;
        }

        @Override
        public int unitsPerImage() {
            return down;
        }

        @Override
        public int grain() {
            int most = Math.max(1, BLOCK / across);
            return Math.max(
                    1, Math.min(most, batch * down / (2 * ThreadTeam.current().threads())));
        }

        @Override
        public int unitOf(int row) {
            return row / OUTPUTS;
        }

        @Override
        public int unitsBefore(int row) {
            return tiles(row);
        }

        @Override
        public int rowOf(int unit) {
            return unit * OUTPUTS;
        }

        @Override
        public int filterParts() {
            return panels;
        }

        @Override
        public int firstFilter(int part) {
            return Math.min(outputChannels, part * width);
        }

        @Override
        public void run(int from, int to, float[] y, int yo, Epilogue epilogue) {
            run(0, panels, from, to, y, yo, epilogue);
        }

        @Override
        public void runFilters(int partFrom, int partTo, int from, int to, float[] y, int yo) {
            run(partFrom, partTo, from, to, y, yo, null);
        }

        private void run(int panelFrom, int panelTo, int from, int to, float[] y, int yo, Epilogue epilogue) {
            int block = Math.max(1, BLOCK / across);
            for (int row = from; row < to; row += block) {
                block(panelFrom, panelTo, row, Math.min(to, row + block), y, yo, epilogue);
            }
        }

        /** Some rows of tiles, counted through the whole batch, by some panels of filters. */
        private void block(int panelFrom, int panelTo, int from, int to, float[] y, int yo, Epilogue epilogue) {
            Scratch scratch = Scratch.get();
            int count = (to - from) * across;
            int used = firstFilter(panelTo) - firstFilter(panelFrom);
            int inputPlane = count * channels + LINE;
            int outputRow = (panelTo - panelFrom) * width;
            int outputPlane = count * outputRow + LINE;
            float[] in = scratch.patches(PLANES * inputPlane);
            float[] out = scratch.left(PLANES * outputPlane);
            for (int row = from; row < to; row++) {
                input(row, in, (row - from) * across * channels, inputPlane);
            }
            product(panelFrom, panelTo, count, in, inputPlane, out, outputRow, outputPlane);
            for (int row = from; row < to; row++) {
                output(row, used, out, (row - from) * across * outputRow, outputRow, outputPlane, y, yo);
            }
            if (epilogue != null) {
                int first = position(from);
                int positions = position(to) - first;
                epilogue.apply(y, yo + first * used, used, first, positions, 0, used);
            }
        }

        /** The output position at which a row of tiles begins. */
        private int position(int row) {
            return (row / down * outputHeight + row % down * OUTPUTS) * outputColumns;
        }

        /** Transforms the patches of one row of tiles: all columns of its six rows of pixels, then tile by tile. */
        private void input(int row, float[] to, int o, int plane) {
            int size = columns * channels;
            int padded = (across * OUTPUTS + INPUTS - OUTPUTS) * channels;
            int begin = left * channels;
            Scratch scratch = Scratch.get();
            float[] rows = scratch.images(INPUTS * padded + size);
            int first = row % down * OUTPUTS - top;
            if (first < 0 || first + INPUTS > height) {
                Arrays.fill(rows, INPUTS * padded, INPUTS * padded + size, 0f);
            }
            float[][] arrays = scratch.rows();
            int[] offsets = scratch.rowOffsets();
            for (int i = 0; i < INPUTS; i++) {
                boolean inside = first + i >= 0 && first + i < height;
                arrays[i] = inside ? x : rows;
                offsets[i] = inside ? xo + (row / down * height + first + i) * size : INPUTS * padded;
                Arrays.fill(rows, i * padded, i * padded + begin, 0f);
                Arrays.fill(rows, i * padded + begin + size, (i + 1) * padded, 0f);
            }
            transforms.inputColumns(size, arrays, offsets, rows, begin, padded);
            for (int i = 0; i < INPUTS; i++) {
                transforms.inputRows(across, channels, rows, i * padded, to, o + i * INPUTS * plane, plane);
            }
        }

        private void product(
                int panelFrom,
                int panelTo,
                int count,
                float[] in,
                int inputPlane,
                float[] out,
                int outputRow,
                int outputPlane) {
            int[] offsets = Scratch.get().offsets(count);
            int[] outputs = Scratch.get().outputs(count);
            for (int i = 0; i < count; i++) {
                offsets[i] = i * channels;
                outputs[i] = i * outputRow;
            }
            for (int plane = 0; plane < PLANES; plane++) {
                for (int j = panelFrom; j < panelTo; j++) {
                    int panel = plane * (panels * channels * width + LINE) + j * channels * width;
                    for (int i = 0; i < count; ) {
                        int rows = tiles.supportedPositions(count - i);
                        tiles.positions(
                                rows,
                                channels,
                                in,
                                offsets,
                                i,
                                plane * inputPlane,
                                filters,
                                panel,
                                out,
                                outputs,
                                i,
                                plane * outputPlane + (j - panelFrom) * width,
                                false);
                        i += rows;
                    }
                }
            }
        }

        /** Transforms the results of one row of tiles; what lies beyond the image is dropped. */
        private void output(int row, int filters, float[] from, int o, int outputRow, int plane, float[] y, int yo) {
            int size = across * outputRow;
            float[] columns = Scratch.get().images(INPUTS * OUTPUTS * size);
            for (int j = 0; j < INPUTS; j++) {
                transforms.outputColumns(size, from, o + j * plane, INPUTS * plane, columns, j * size, INPUTS * size);
            }
            int rows = Math.min(OUTPUTS, outputHeight - row % down * OUTPUTS);
            int whole = outputColumns / OUTPUTS;
            float[] edge = Scratch.get().tile(OUTPUTS * filters);
            for (int i = 0; i < rows; i++) {
                int c = i * INPUTS * size;
                int at = yo + (position(row) + i * outputColumns) * filters;
                transforms.outputRows(whole, filters, columns, c, size, outputRow, y, at);
                if (whole < across) {
                    transforms.outputRows(1, filters, columns, c + whole * outputRow, size, outputRow, edge, 0);
                    int used = (outputColumns - whole * OUTPUTS) * filters;
                    System.arraycopy(edge, 0, y, at + whole * OUTPUTS * filters, used);
                }
            }
        }
    }
}
