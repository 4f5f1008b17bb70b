package org.triceras.engine.backend.jvm;

/**
 * Two-dimensional float32 convolution (cross-correlation) and its gradients as matrix products. Forward and for the gradient of the
 * filters, the micro-kernels read patches from the images in place, see {@link Patches}; the gradient of the images is a plain product
 * whose rows are added up where patches overlap, see {@link InputGradient}. Filters of 3 x 3 over enough channels save multiplications, see
 * {@link Winograd}.
 *
 * <p>Results are the same bits on any number of threads.
 *
 * <p>Direct products measured on one Zen 5 core with AVX-512, Java 17 (25 is alike), GFLOP/s forward, gradient of images, gradient of filters: 128 x 13 x 13 x
 * 32 by 3 x 3 to 64 filters 210, 175, 184; 32 x 32 x 32 x 64 to 64 with a border 205, 190, 172; 8 x 56 x 56 x 64 to 128 with stride 2
 * 197, 196, 164; 128 x 28 x 28 x 1 to 32 126, 14, 140.
 */
public final class Convolution {
    /** Multiply-adds that are worth a second thread. */
    private static final long PARALLEL = 100_000;

    private static final class Default {
        static final boolean FAST =
                !System.getProperty("triceras.winograd", "on").equals("off");
        static final Convolution INSTANCE = new Convolution(Simd.kernels(), FAST, false);
        static final Convolution FOR_KEPT = new Convolution(Simd.kernels(), FAST, true);
    }

    private final ConvTiles tiles;
    private final GemmTiles gemmTiles;
    private final int width;
    private final Winograd winograd;
    private final boolean kept;

    public Convolution(Kernels kernels) {
        this(kernels, true, false);
    }

    /**
     * @param fast use {@link Winograd}'s way where it is quicker
     * @param kept packed filters serve many calls, so that the time to transform them does not count
     */
    Convolution(Kernels kernels, boolean fast, boolean kept) {
        this.kept = kept;
        winograd = fast ? new Winograd(kernels) : null;
        tiles = kernels.convTiles();
        gemmTiles = kernels.gemmTiles();
        width = tiles.columns();
    }

    /** Convolution with the fastest kernels. */
    public static Convolution get() {
        return Default.INSTANCE;
    }

    /** The same for filters that are packed once for many calls. Which of the two it is decides how outputs are rounded, see {@link Winograd}. */
    public static Convolution forKeptFilters() {
        return Default.FOR_KEPT;
    }

    /**
     * y (batch, outputHeight, outputWidth, filters) = x * w. The epilogue, null for none, sees y as (positions x filters), and is called for
     * some whole rows at a time.
     */
    public void forward(ConvShape s, float[] x, int xo, float[] w, int wo, float[] y, int yo, Epilogue epilogue) {
        forward(s, x, xo, filters(s, w, wo), y, yo, epilogue);
    }

    /** The same with packed filters. */
    public void forward(ConvShape s, float[] x, int xo, float[] filters, float[] y, int yo, Epilogue epilogue) {
        packed(s, x, xo, filters).all(s.batch(), y, yo, epilogue);
    }

    private boolean isFast(ConvShape s) {
        return winograd != null && (kept ? Winograd.paysKept(s) : Winograd.pays(s, s.outputHeight(), s.outputWidth()));
    }

    /** The floats that {@link #pack} makes of the filters of a convolution. */
    public int filtersSize(ConvShape s) {
        return isFast(s) ? winograd.filtersSize(s) : s.geometry().groups() * groupSize(s);
    }

    private int groupSize(ConvShape s) {
        return (s.groupFilters() + width - 1) / width * width * s.depth();
    }

    /** Packs filters into the form in which convolutions of that shape read them. */
    public void pack(ConvShape s, float[] w, int wo, float[] to) {
        if (isFast(s)) {
            winograd.filters(s, w, wo, to);
            return;
        }
        for (int group = 0; group < s.geometry().groups(); group++) {
            pack(
                    new MatrixSource(gemmTiles, w, wo + group * s.groupFilters(), s.filters(), false),
                    s.groupFilters(),
                    s.depth(),
                    to,
                    group * groupSize(s));
        }
    }

    /** The filters packed in the scratch space of the calling thread, until it packs others. */
    public float[] filters(ConvShape s, float[] w, int wo) {
        float[] to = Scratch.get().right(filtersSize(s));
        pack(s, w, wo, to);
        return to;
    }

    /**
     * A convolution whose filters are packed. Its outputs come in units, image after image, and any thread may compute any stretch of units.
     */
    interface Packed {
        int unitsPerImage();

        /** The fewest units that are worth a thread. */
        int grain();

        /** Output (position, filter) goes to {@code y[yo + position * filters + filter]}, positions counted through the batch. */
        void run(int from, int to, float[] y, int yo, Epilogue epilogue);

        /** The unit of an image that the first output of a row belongs to. */
        int unitOf(int row);

        /** The units of an image that hold all rows of outputs before this one. */
        int unitsBefore(int row);

        /** The row of outputs with which a unit begins that {@link #unitOf} gave, or the row after the last. */
        int rowOf(int unit);

        /** In how many parts the filters can be computed one by one, without doing much twice; 1 for not at all. */
        default int filterParts() {
            return 1;
        }

        /** The same as {@link #run} for some parts of the filters alone: y has columns for these. */
        default void runFilters(int partFrom, int partTo, int from, int to, float[] y, int yo) {
            throw new UnsupportedOperationException();
        }

        /** The columns before a part of the filters. */
        default int firstFilter(int part) {
            throw new UnsupportedOperationException();
        }

        /** All units, shared among the threads. */
        default void all(int batch, float[] y, int yo, Epilogue epilogue) {
            ThreadTeam.current().ranges(batch * unitsPerImage(), grain(), (from, to) -> run(from, to, y, yo, epilogue));
        }
    }

    /** See {@link #forward}. */
    Packed packed(ConvShape s, float[] x, int xo, float[] filters) {
        return isFast(s) ? winograd.packed(s, x, xo, filters) : new Direct(s, x, xo, filters);
    }

    /** A direct product; its units are positions. */
    private final class Direct implements Packed {
        private final ConvShape s;
        private final float[] x;
        private final int xo;
        private final int panels;
        private final int groupSize;
        private final float[] packed;
        private final PatchTable table;

        Direct(ConvShape s, float[] x, int xo, float[] packed) {
            this.s = s;
            this.x = x;
            this.xo = xo;
            this.packed = packed;
            panels = (s.groupFilters() + width - 1) / width;
            groupSize = groupSize(s);
            table = new PatchTable(s);
        }

        @Override
        public int unitsPerImage() {
            return s.outputHeight() * s.outputWidth();
        }

        @Override
        public int unitOf(int row) {
            return row * s.outputWidth();
        }

        @Override
        public int unitsBefore(int row) {
            return row * s.outputWidth();
        }

        @Override
        public int rowOf(int unit) {
            return unit / s.outputWidth();
        }

        @Override
        public int grain() {
            return s.positions() * (long) s.filters() * s.depth() < PARALLEL ? Math.max(1, s.positions()) : 48;
        }

        @Override
        public void run(int from, int to, float[] y, int yo, Epilogue epilogue) {
            int depth = s.depth();
            int most = Patches.blockPositions(table);
            Patches patches = new Patches(tiles, table, x, xo);
            for (int first = from; first < to; first += most) {
                int count = Math.min(most, to - first);
                int at = yo + first * s.filters();
                patches.block(first, count);
                for (int group = 0; group < s.geometry().groups(); group++) {
                    patches.group(group);
                    for (int j = 0; j < panels; j++) {
                        panel(
                                patches,
                                count,
                                packed,
                                group * groupSize + j * width * depth,
                                Math.min(width, s.groupFilters() - j * width),
                                y,
                                at + group * s.groupFilters() + j * width,
                                s.filters());
                    }
                }
                if (epilogue != null) {
                    epilogue.apply(y, at, s.filters(), first, count, 0, s.filters());
                }
            }
        }
    }

    private void pack(PanelSource right, int n, int depth, float[] to, int o) {
        for (int j = 0; j < n; j += width) {
            right.pack(j, Math.min(width, n - j), width, 0, depth, to, o + j * depth);
        }
    }

    /** y (count x columns, rows ldy apart) = patches times a panel of the packed right operand. */
    private void panel(Patches patches, int count, float[] packed, int po, int columns, float[] y, int at, int ldy) {
        // A narrow panel goes through a buffer.
        boolean narrow = columns < width;
        float[] c = narrow ? Scratch.get().tile(count * width) : y;
        int co = narrow ? 0 : at;
        int ldc = narrow ? width : ldy;
        if (patches.nine) {
            tiles.positionsNine(count, patches.data, patches.offsets, patches.runs, packed, po, c, co, ldc);
        } else {
            product(patches, count, packed, po, c, co, ldc);
        }
        for (int i = 0; narrow && i < count; i++) {
            System.arraycopy(c, i * width, y, at + i * ldy, columns);
        }
    }

    private void product(Patches patches, int count, float[] packed, int po, float[] c, int co, int ldc) {
        int[] outputs = Scratch.get().outputs(count);
        for (int i = 0; i < count; i++) {
            outputs[i] = co + i * ldc;
        }
        int length = patches.length;
        for (int i = 0; i < count; ) {
            int rows = tiles.supportedPositions(count - i);
            for (int r = 0; r < patches.runs.length; r++) {
                tiles.positions(
                        rows,
                        length,
                        patches.data,
                        patches.offsets,
                        i,
                        patches.shift + patches.runs[r],
                        packed,
                        po + r * length * width,
                        c,
                        outputs,
                        i,
                        0,
                        r > 0);
            }
            i += rows;
        }
    }

    /**
     * dx (batch, height, width, channels) from dy and the filters. The epilogue, null for none, sees dx as (pixels x channels), and is called
     * for some whole rows at a time.
     */
    public void inputGradient(
            ConvShape s, float[] w, int wo, float[] dy, int dyo, float[] dx, int dxo, Epilogue epilogue) {
        if (winograd != null && Winograd.pays(s, s.height(), s.width())) {
            winograd.inputGradient(s, w, wo, dy, dyo, dx, dxo, epilogue);
            return;
        }
        int groups = s.geometry().groups();
        int filters = s.groupFilters();
        int panels = (s.depth() + width - 1) / width;
        int groupSize = panels * width * filters;
        float[] packed = Scratch.get().right(groups * groupSize);
        for (int group = 0; group < groups; group++) {
            pack(
                    new MatrixSource(gemmTiles, w, wo + group * filters, s.filters(), true),
                    s.depth(),
                    filters,
                    packed,
                    group * groupSize);
        }
        new InputGradient(tiles, s, packed, dy, dyo, dx, dxo, epilogue).run();
    }

    /** dw (kernelHeight, kernelWidth, channels / groups, filters) from x and dy. */
    public void filterGradient(ConvShape s, float[] x, int xo, float[] dy, int dyo, float[] dw, int dwo) {
        new FilterGradient(tiles, gemmTiles, s, x, xo, dy, dyo).run(dw, dwo);
    }
}
