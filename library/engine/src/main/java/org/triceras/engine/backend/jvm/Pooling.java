package org.triceras.engine.backend.jvm;

import java.util.Arrays;
import org.triceras.engine.backend.jvm.PoolTiles.Windows;
import org.triceras.engine.ir.op.PoolGeometry;

/**
 * Pooling of float32 images (batch, height, width, channels) and its gradients. The kernels get rows of windows and work on vectors of
 * channels; threads share the rows of outputs, for gradients of windows that overlap whole images, so that no two write to one
 * place. An epilogue, null for none, sees the result as (pixels x channels) and is called for some whole rows at a time.
 */
public final class Pooling {
    /** Elements read that are worth a second thread. */
    private static final int PARALLEL = 16_384;

    /** Elements of a result that are handed to an epilogue together, while they are in the first-level cache. */
    private static final int TOGETHER = 4096;

    private static final class Default {
        static final Pooling INSTANCE = new Pooling(Simd.kernels());
    }

    private final PoolTiles tiles;

    public Pooling(Kernels kernels) {
        tiles = kernels.poolTiles();
    }

    /** Pooling with the fastest kernels. */
    public static Pooling get() {
        return Default.INSTANCE;
    }

    /** What is pooled: the images' sizes and the window. */
    public record PoolShape(int batch, int height, int width, int channels, PoolGeometry geometry) {
        public int outputHeight() {
            return geometry.outputHeight(height);
        }

        public int outputWidth() {
            return geometry.outputWidth(width);
        }
    }

    /** Does something with windows side by side: the first begins at element {@code in} of the images and is output {@code out}. */
    private interface Action {
        void run(Windows windows, int in, int out);
    }

    /** The largest value of each window; padding takes no part. NaN if there is one. */
    public void max(PoolShape s, float[] x, int xo, float[] y, int yo, Epilogue epilogue) {
        forward(s, new Forward(s, true, y, yo, epilogue).from(x, xo));
    }

    /** The mean of each window; padding is not counted. */
    public void average(PoolShape s, float[] x, int xo, float[] y, int yo, Epilogue epilogue) {
        forward(s, new Forward(s, false, y, yo, epilogue).from(x, xo));
    }

    /** dx gets each dy at the first of its window's largest elements, and zeros elsewhere. */
    public void maxGradient(
            PoolShape s, float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, Epilogue epilogue) {
        boolean add = overlap(s.geometry());
        gradient(
                s,
                dx,
                dxo,
                epilogue,
                (w, in, out) -> tiles.maxGradient(w, x, xo + in, dy, dyo + out, dx, dxo + in, add));
    }

    /** dx: each dy shared evenly by the elements of its window. */
    public void averageGradient(PoolShape s, float[] dy, int dyo, float[] dx, int dxo, Epilogue epilogue) {
        boolean add = overlap(s.geometry());
        gradient(s, dx, dxo, epilogue, (w, in, out) -> tiles.averageGradient(w, dy, dyo + out, dx, dxo + in, add));
    }

    private static boolean overlap(PoolGeometry g) {
        return g.height() > g.strideH() || g.width() > g.strideW();
    }

    private static void forward(PoolShape s, Forward forward) {
        ThreadTeam.current().ranges(s.batch() * s.outputHeight(), grain(s), forward::rows);
    }

    /** The fewest rows of outputs that are worth a thread. */
    static int grain(PoolShape s) {
        long perRow = (long) s.outputWidth()
                * s.channels()
                * s.geometry().height()
                * s.geometry().width();
        return (int) Math.max(1, PARALLEL / Math.max(1, perRow));
    }

    /** The largest or the mean of each window, for any rows of outputs, which are counted through the batch. */
    final class Forward {
        private final PoolShape s;
        private final Spans spans;
        private final boolean max;
        private final float[] y;
        private final int yo;
        private final Epilogue epilogue;
        private final Action action = this::windows;
        private float[] x;
        private int xo;

        Forward(PoolShape s, boolean max, float[] y, int yo, Epilogue epilogue) {
            this.s = s;
            this.max = max;
            this.y = y;
            this.yo = yo;
            this.epilogue = epilogue;
            spans = new Spans(s);
        }

        /** Takes the images from x; the first of the batch begins at xo, which is negative where x lacks the first ones. */
        Forward from(float[] x, int xo) {
            this.x = x;
            this.xo = xo;
            return this;
        }

        void rows(int from, int to) {
            int outputRow = s.outputWidth() * s.channels();
            int together = Math.max(1, TOGETHER / Math.max(1, outputRow));
            for (int first = from; first < to; first += together) {
                int last = Math.min(to, first + together);
                for (int row = first; row < last; row++) {
                    spans.row(row / s.outputHeight(), row % s.outputHeight(), action);
                }
                if (epilogue != null) {
                    int position = first * s.outputWidth();
                    int positions = (last - first) * s.outputWidth();
                    epilogue.apply(y, yo + position * s.channels(), s.channels(), position, positions, 0, s.channels());
                }
            }
        }

        private void windows(Windows w, int in, int out) {
            if (w.rows() <= 0 || w.columns() <= 0) {
                // It lies in the padding altogether.
                float empty = max ? Float.NEGATIVE_INFINITY : Float.NaN;
                Arrays.fill(y, yo + out, yo + out + w.count() * w.n(), empty);
            } else if (max) {
                tiles.max(w, x, xo + in, y, yo + out);
            } else {
                tiles.average(w, x, xo + in, y, yo + out);
            }
        }
    }

    private static void gradient(PoolShape s, float[] dx, int dxo, Epilogue epilogue, Action action) {
        PoolGeometry g = s.geometry();
        Spans spans = new Spans(s);
        Action filled = (w, in, out) -> {
            if (w.rows() > 0 && w.columns() > 0) {
                action.run(w, in, out);
            }
        };
        Bands whole = new Bands(s, spans, dx, dxo, epilogue);
        int size = Math.max(1, s.height() * s.width() * s.channels());
        int rows = s.outputHeight();
        // Windows one below the other can be shared out as well.
        int bands = g.height() > g.strideH()
                        || s.batch() >= 2 * ThreadTeam.current().threads()
                ? 1
                : Math.max(1, Math.min(rows, size / PARALLEL));
        ThreadTeam.current().ranges(s.batch() * bands, Math.max(1, PARALLEL / (size / bands + 1)), (from, to) -> {
            for (int part = from; part < to; part++) {
                int band = part % bands;
                int first = (int) ((long) rows * band / bands);
                int last = (int) ((long) rows * (band + 1) / bands);
                whole.run(part / bands, first, last, filled);
            }
        });
    }

    /** The gradient of some rows of outputs of an image. Rows of dx are cleared before, and handed to the epilogue after they are used. */
    private static final class Bands {
        private final PoolShape s;
        private final PoolGeometry g;
        private final Spans spans;
        private final float[] dx;
        private final int dxo;
        private final Epilogue epilogue;

        Bands(PoolShape s, Spans spans, float[] dx, int dxo, Epilogue epilogue) {
            this.s = s;
            this.g = s.geometry();
            this.spans = spans;
            this.dx = dx;
            this.dxo = dxo;
            this.epilogue = epilogue;
        }

        void run(int image, int first, int last, Action action) {
            // Windows side by side that cover the image write every element once.
            boolean cover = g.height() == g.strideH()
                    && g.width() == g.strideW()
                    && s.outputWidth() * g.strideW() - g.padLeft() >= s.width();
            int cleared = top(first);
            int done = cleared;
            int end = top(last);
            int rowSize = s.width() * s.channels();
            int base = dxo + image * s.height() * rowSize;
            for (int row = first; row < last; row++) {
                int needed = row + 1 == last
                        ? end
                        : Math.max(cleared, Math.min(end, row * g.strideH() - g.padTop() + g.height()));
                int from = cover
                        ? Math.min(needed, Math.max(cleared, row * g.strideH() - g.padTop() + g.height()))
                        : cleared;
                Arrays.fill(dx, base + from * rowSize, base + needed * rowSize, 0f);
                cleared = needed;
                spans.row(image, row, action);
                int finished = top(row + 1);
                if (epilogue != null && (finished == end || (finished - done) * rowSize >= TOGETHER)) {
                    int pixel = (image * s.height() + done) * s.width();
                    int pixels = (finished - done) * s.width();
                    epilogue.apply(dx, dxo + pixel * s.channels(), s.channels(), pixel, pixels, 0, s.channels());
                    done = finished;
                }
            }
        }

        /** The first row of the image that belongs to a row of outputs; the height for the end. */
        private int top(int row) {
            return row == 0
                    ? 0
                    : row == s.outputHeight() ? s.height() : clamp(row * g.strideH() - g.padTop(), s.height());
        }
    }

    private static int clamp(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    /**
     * The windows of a row of outputs: those that are cut at the border one by one, the others together. The windows of all rows differ in their
     * height only, so that rows allocate none.
     */
    private static final class Spans {
        private final PoolShape s;
        private final PoolGeometry g;
        private final int wholeFrom;
        private final int wholeTo;
        /** The windows that are not cut at all. */
        private final Windows whole;
        /** The others by height and first column; made when first asked for. */
        private Windows[] cut;

        Spans(PoolShape s) {
            this.s = s;
            g = s.geometry();
            int columns = s.outputWidth();
            wholeFrom = Math.min(columns, (g.padLeft() + g.strideW() - 1) / g.strideW());
            int room = s.width() - g.width() + g.padLeft();
            wholeTo = room < 0 ? wholeFrom : Math.max(wholeFrom, Math.min(columns, room / g.strideW() + 1));
            whole = new Windows(
                    wholeTo - wholeFrom,
                    g.strideW() * s.channels(),
                    g.height(),
                    g.width(),
                    s.width() * s.channels(),
                    s.channels());
        }

        void row(int image, int row, Action action) {
            int c = s.channels();
            int top = row * g.strideH() - g.padTop();
            int y0 = clamp(top, s.height());
            int rows = clamp(top + g.height(), s.height()) - y0;
            int columns = s.outputWidth();
            int in = (image * s.height() + y0) * s.width();
            int out = (image * s.outputHeight() + row) * columns;
            for (int j = 0; j < columns; ) {
                int start = j * g.strideW() - g.padLeft();
                int x0 = clamp(start, s.width());
                boolean isWhole = rows == g.height() && j == wholeFrom && wholeTo > wholeFrom;
                Windows windows = isWhole ? whole : cut(rows, j, clamp(start + g.width(), s.width()) - x0);
                action.run(windows, (in + x0) * c, (out + j) * c);
                j += windows.count();
            }
        }

        private Windows cut(int rows, int column, int width) {
            Windows[] known = cut;
            if (known == null) {
                known = new Windows[(Math.min(g.height(), s.height()) + 1) * s.outputWidth()];
                cut = known;
            }
            int at = rows * s.outputWidth() + column;
            Windows windows = known[at];
            if (windows == null) {
                int c = s.channels();
                int count = column == wholeFrom && wholeTo > wholeFrom ? wholeTo - wholeFrom : 1;
                windows = new Windows(count, g.strideW() * c, rows, width, s.width() * c, c);
                known[at] = windows;
            }
            return windows;
        }
    }
}
