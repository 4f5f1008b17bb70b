package org.triceras.engine.backend.jvm;

import java.util.Arrays;
import org.triceras.engine.ir.op.PoolGeometry;

/**
 * Pooling of float32 images (batch, height, width, channels) and its gradients. The inner loops run over channels;
 * images and bands of rows are shared out among the threads, so that no two threads write to one place.
 */
public final class Pooling {
    private static final int PARALLEL = 16_384;

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

    /** Does something with one output position: the window's rows y0 to y1 - 1 and columns x0 to x1 - 1, cut at the border. */
    private interface Window {
        void run(int image, int y0, int y1, int x0, int x1, int output);
    }

    /** The largest value of each window; padding takes no part. NaN if there is one. */
    public void max(PoolShape s, float[] x, int xo, float[] y, int yo) {
        int c = s.channels();
        int rowStride = s.width() * c;
        rows(s, (image, y0, y1, x0, x1, output) -> {
            int to = yo + output * c;
            if (y0 >= y1 || x0 >= x1) {
                Arrays.fill(y, to, to + c, Float.NEGATIVE_INFINITY);
            } else {
                int from = xo + ((image * s.height() + y0) * s.width() + x0) * c;
                tiles.max(x, from, y1 - y0, rowStride, x1 - x0, c, y, to, c);
            }
        });
    }

    /** dx gets each dy at the first of its window's largest elements, and zeros elsewhere. */
    public void maxGradient(PoolShape s, float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo) {
        PoolGeometry g = s.geometry();
        int c = s.channels();
        int rowStride = s.width() * c;
        boolean overlap = g.height() > g.strideH() || g.width() > g.strideW();
        // Windows side by side that cover the image write every element once.
        boolean cover = !overlap
                && g.height() == g.strideH()
                && g.width() == g.strideW()
                && s.outputHeight() * g.strideH() - g.padTop() >= s.height()
                && s.outputWidth() * g.strideW() - g.padLeft() >= s.width();
        images(s, dx, dxo, !cover, (image, y0, y1, x0, x1, output) -> {
            int at = ((image * s.height() + y0) * s.width() + x0) * c;
            tiles.maxGradient(
                    x, xo + at, y1 - y0, rowStride, x1 - x0, c, dy, dyo + output * c, dx, dxo + at, overlap, c);
        });
    }

    /** The mean of each window; padding is not counted. */
    public void average(PoolShape s, float[] x, int xo, float[] y, int yo) {
        int c = s.channels();
        rows(s, (image, y0, y1, x0, x1, output) -> {
            int to = yo + output * c;
            Arrays.fill(y, to, to + c, 0f);
            for (int i = y0; i < y1; i++) {
                for (int j = x0; j < x1; j++) {
                    int from = xo + ((image * s.height() + i) * s.width() + j) * c;
                    for (int k = 0; k < c; k++) {
                        y[to + k] += x[from + k];
                    }
                }
            }
            float share = 1f / ((y1 - y0) * (x1 - x0));
            for (int k = 0; k < c; k++) {
                y[to + k] *= share;
            }
        });
    }

    /** dx: each dy shared evenly by the elements of its window. */
    public void averageGradient(PoolShape s, float[] dy, int dyo, float[] dx, int dxo) {
        int c = s.channels();
        images(s, dx, dxo, true, (image, y0, y1, x0, x1, output) -> {
            float share = 1f / ((y1 - y0) * (x1 - x0));
            int from = dyo + output * c;
            for (int i = y0; i < y1; i++) {
                for (int j = x0; j < x1; j++) {
                    int at = dxo + ((image * s.height() + i) * s.width() + j) * c;
                    for (int k = 0; k < c; k++) {
                        dx[at + k] += dy[from + k] * share;
                    }
                }
            }
        });
    }

    /** All windows; threads share the rows of outputs. */
    private static void rows(PoolShape s, Window window) {
        int perRow = s.outputWidth()
                * s.channels()
                * s.geometry().height()
                * s.geometry().width();
        ThreadTeam.current()
                .ranges(s.batch() * s.outputHeight(), Math.max(1, PARALLEL / Math.max(1, perRow)), (from, to) -> {
                    for (int row = from; row < to; row++) {
                        row(s, row, window);
                    }
                });
    }

    /** All windows, after dx is cleared if need be; threads share the images, since windows of one image may overlap. */
    private static void images(PoolShape s, float[] dx, int dxo, boolean clear, Window window) {
        int size = s.height() * s.width() * s.channels();
        ThreadTeam.current().ranges(s.batch(), Math.max(1, PARALLEL / Math.max(1, size)), (from, to) -> {
            for (int image = from; image < to; image++) {
                if (clear) {
                    Arrays.fill(dx, dxo + image * size, dxo + (image + 1) * size, 0f);
                }
                for (int row = 0; row < s.outputHeight(); row++) {
                    row(s, image * s.outputHeight() + row, window);
                }
            }
        });
    }

    private static void row(PoolShape s, int row, Window window) {
        PoolGeometry g = s.geometry();
        int image = row / s.outputHeight();
        int top = row % s.outputHeight() * g.strideH() - g.padTop();
        int y0 = Math.max(0, top);
        int y1 = Math.min(s.height(), top + g.height());
        int columns = s.outputWidth();
        for (int j = 0; j < columns; j++) {
            int start = j * g.strideW() - g.padLeft();
            window.run(image, y0, y1, Math.max(0, start), Math.min(s.width(), start + g.width()), row * columns + j);
        }
    }
}
