package org.triceras.engine.backend.jvm;

import org.triceras.engine.ir.op.ConvGeometry;

/**
 * Two-dimensional float32 convolution (cross-correlation) and its gradients, as implicit matrix products: the micro-kernels read patches
 * from the images at offsets from a table, and nothing is unfolded. Only images that need a border of zeros are copied, once.
 *
 * <p>Results are the same bits on any number of threads. Strided gradients with respect to the input spend time on the zeros between
 * pixels.
 */
public final class Convolution {
    /** Positions of a block: its offsets and outputs stay in the cache. */
    private static final int BLOCK_POSITIONS = 192;

    private static final class Default {
        static final Convolution INSTANCE = new Convolution(Simd.kernels());
    }

    private final ConvTiles tiles;
    private final GemmTiles gemmTiles;
    private final int width;

    public Convolution(Kernels kernels) {
        tiles = kernels.convTiles();
        gemmTiles = kernels.gemmTiles();
        width = tiles.columns();
    }

    /** Convolution with the fastest kernels. */
    public static Convolution get() {
        return Default.INSTANCE;
    }

    /** y (batch, outputHeight, outputWidth, filters) = x * w; the epilogue, null for none, sees y as (positions x filters). */
    public void forward(ConvShape s, float[] x, int xo, float[] w, int wo, float[] y, int yo, Epilogue epilogue) {
        ConvGeometry g = s.geometry();
        int paddedHeight = s.height() + g.padTop() + g.padBottom();
        int paddedWidth = s.width() + g.padLeft() + g.padRight();
        Images images = images(s, x, xo, paddedHeight, paddedWidth);
        PatchTable table = table(s, paddedHeight, paddedWidth);
        for (int group = 0; group < g.groups(); group++) {
            MatrixSource filter = new MatrixSource(gemmTiles, w, wo + group * s.groupFilters(), s.filters(), false);
            product(
                    table,
                    images.data,
                    images.offset + group * s.groupChannels(),
                    s.positions(),
                    filter,
                    s.groupFilters(),
                    y,
                    yo,
                    s.filters(),
                    group * s.groupFilters(),
                    epilogue);
        }
    }

    /** dx (batch, height, width, channels) from dy and the filters: dy, spread out, convolved with the turned filters. */
    public void inputGradient(ConvShape s, float[] w, int wo, float[] dy, int dyo, float[] dx, int dxo) {
        ConvGeometry g = s.geometry();
        int top = (s.kernelHeight() - 1) * g.dilationH() - g.padTop();
        int left = (s.kernelWidth() - 1) * g.dilationW() - g.padLeft();
        int paddedHeight = s.height() + (s.kernelHeight() - 1) * g.dilationH();
        int paddedWidth = s.width() + (s.kernelWidth() - 1) * g.dilationW();
        float[] padded = Scratch.get().images(s.batch() * paddedHeight * paddedWidth * s.filters());
        PaddedImages.copy(
                dy,
                dyo,
                s.batch(),
                s.outputHeight(),
                s.outputWidth(),
                s.filters(),
                padded,
                paddedHeight,
                paddedWidth,
                top,
                left,
                g.strideH(),
                g.strideW());
        PatchTable table = new PatchTable(
                paddedHeight,
                paddedWidth,
                s.filters(),
                s.height(),
                s.width(),
                1,
                1,
                s.kernelHeight(),
                s.kernelWidth(),
                g.dilationH(),
                g.dilationW(),
                s.groupFilters());
        for (int group = 0; group < g.groups(); group++) {
            product(
                    table,
                    padded,
                    group * s.groupFilters(),
                    s.batch() * s.height() * s.width(),
                    new TurnedFilter(s, w, wo + group * s.groupFilters()),
                    s.groupChannels(),
                    dx,
                    dxo,
                    s.channels(),
                    group * s.groupChannels(),
                    null);
        }
    }

    /** Filters turned by half a circle, with channels and filters exchanged: the right operand (kh, kw, f) x (c) of the gradient. */
    private record TurnedFilter(ConvShape s, float[] w, int offset) implements PanelSource {
        @Override
        public void pack(int row, int rows, int stride, int p, int kc, float[] to, int o) {
            int filters = s.groupFilters();
            int last = s.kernelHeight() * s.kernelWidth() - 1;
            for (int q = 0; q < kc; q++) {
                int tap = last - (p + q) / filters;
                int f = (p + q) % filters;
                int from = offset + (tap * s.groupChannels() + row) * s.filters() + f;
                for (int i = 0; i < stride; i++) {
                    to[o + i] = i < rows ? w[from + i * s.filters()] : 0f;
                }
                o += stride;
            }
        }
    }

    /** dw (kernelHeight, kernelWidth, channels / groups, filters) from x and dy. */
    public void filterGradient(ConvShape s, float[] x, int xo, float[] dy, int dyo, float[] dw, int dwo) {
        ConvGeometry g = s.geometry();
        int paddedHeight = s.height() + g.padTop() + g.padBottom();
        int paddedWidth = s.width() + g.padLeft() + g.padRight();
        Images images = images(s, x, xo, paddedHeight, paddedWidth);
        PatchTable table = table(s, paddedHeight, paddedWidth);
        new FilterGradient(tiles, gemmTiles, s, table, images.data, images.offset, dy, dyo).run(dw, dwo);
    }

    private record Images(float[] data, int offset) {}

    private static Images images(ConvShape s, float[] x, int xo, int paddedHeight, int paddedWidth) {
        if (paddedHeight == s.height() && paddedWidth == s.width()) {
            return new Images(x, xo);
        }
        float[] padded = Scratch.get().images(s.batch() * paddedHeight * paddedWidth * s.channels());
        ConvGeometry g = s.geometry();
        PaddedImages.copy(
                x,
                xo,
                s.batch(),
                s.height(),
                s.width(),
                s.channels(),
                padded,
                paddedHeight,
                paddedWidth,
                g.padTop(),
                g.padLeft(),
                1,
                1);
        return new Images(padded, 0);
    }

    private static PatchTable table(ConvShape s, int paddedHeight, int paddedWidth) {
        ConvGeometry g = s.geometry();
        return new PatchTable(
                paddedHeight,
                paddedWidth,
                s.channels(),
                s.outputHeight(),
                s.outputWidth(),
                g.strideH(),
                g.strideW(),
                s.kernelHeight(),
                s.kernelWidth(),
                g.dilationH(),
                g.dilationW(),
                s.groupChannels());
    }

    /** y (positions x n, rows ldy apart, from column on) = patches of x times the right operand. */
    private void product(
            PatchTable table,
            float[] x,
            int xo,
            int positions,
            PanelSource right,
            int n,
            float[] y,
            int yo,
            int ldy,
            int column,
            Epilogue epilogue) {
        int k = table.depth.length;
        int panels = (n + width - 1) / width;
        float[] packed = Scratch.get().right(panels * width * k);
        for (int j = 0; j < panels; j++) {
            right.pack(j * width, Math.min(width, n - j * width), width, 0, k, packed, j * width * k);
        }
        ThreadTeam.current()
                .ranges(positions, positions * (long) n * k < 200_000 ? Math.max(1, positions) : 48, (from, to) -> {
                    Scratch scratch = Scratch.get();
                    int[] offsets = scratch.offsets(BLOCK_POSITIONS);
                    for (int first = from; first < to; first += BLOCK_POSITIONS) {
                        int last = Math.min(to, first + BLOCK_POSITIONS);
                        table.positions(first, last, xo, offsets);
                        int at = yo + first * ldy + column;
                        for (int j = 0; j < panels; j++) {
                            panel(
                                    table,
                                    x,
                                    offsets,
                                    last - first,
                                    packed,
                                    j * width * k,
                                    Math.min(width, n - j * width),
                                    y,
                                    at + j * width,
                                    ldy,
                                    scratch);
                        }
                        if (epilogue != null) {
                            epilogue.apply(y, at, ldy, first, last - first, column, n);
                        }
                    }
                });
    }

    private void panel(
            PatchTable table,
            float[] x,
            int[] offsets,
            int positions,
            float[] packed,
            int po,
            int columns,
            float[] y,
            int at,
            int ldy,
            Scratch scratch) {
        int k = table.depth.length;
        for (int i = 0; i < positions; ) {
            int rows = tiles.supportedRows(positions - i);
            if (columns == width) {
                tiles.positions(rows, k, x, offsets, i, table.depth, 0, packed, po, width, y, at + i * ldy, ldy, false);
            } else {
                float[] tile = scratch.tile(tiles.maxRows() * width);
                tiles.positions(rows, k, x, offsets, i, table.depth, 0, packed, po, width, tile, 0, width, false);
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(tile, r * width, y, at + (i + r) * ldy, columns);
                }
            }
            i += rows;
        }
    }
}
