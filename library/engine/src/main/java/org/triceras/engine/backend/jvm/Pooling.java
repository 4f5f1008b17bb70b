package org.triceras.engine.backend.jvm;

import java.util.Arrays;
import org.triceras.engine.ir.op.PoolGeometry;

/**
 * Pooling of float32 images (batch, height, width, channels) and its gradients. The inner loops run over channels, which C2 vectorises;
 * images and bands of rows are shared out among the threads, so that no two threads write to one place.
 */
public final class Pooling {
    private static final int PARALLEL = 16_384;

    private Pooling() {}

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
    public static void max(PoolShape s, float[] x, int xo, float[] y, int yo) {
        int c = s.channels();
        rows(s, (image, y0, y1, x0, x1, output) -> {
            int to = yo + output * c;
            boolean first = true;
            for (int i = y0; i < y1; i++) {
                for (int j = x0; j < x1; j++) {
                    int from = xo + ((image * s.height() + i) * s.width() + j) * c;
                    if (first) {
                        System.arraycopy(x, from, y, to, c);
                        first = false;
                    } else {
                        for (int k = 0; k < c; k++) {
                            y[to + k] = Math.max(y[to + k], x[from + k]);
                        }
                    }
                }
            }
            if (first) {
                Arrays.fill(y, to, to + c, Float.NEGATIVE_INFINITY);
            }
        });
    }

    /** dx gets each dy at the first of the window's elements that equals the maximum y, and zeros elsewhere. */
    public static void maxGradient(
            PoolShape s, float[] x, int xo, float[] y, int yo, float[] dy, int dyo, float[] dx, int dxo) {
        int c = s.channels();
        images(s, dx, dxo, (image, y0, y1, x0, x1, output) -> {
            // What is left of dy once its place is found.
            float[] left = Scratch.get().tile(c);
            System.arraycopy(dy, dyo + output * c, left, 0, c);
            int best = yo + output * c;
            for (int i = y0; i < y1; i++) {
                for (int j = x0; j < x1; j++) {
                    int at = ((image * s.height() + i) * s.width() + j) * c;
                    take(x, xo + at, y, best, left, dx, dxo + at, c);
                }
            }
        });
    }

    private static void take(float[] x, int xo, float[] y, int yo, float[] left, float[] dx, int dxo, int n) {
        for (int k = 0; k < n; k++) {
            boolean here = x[xo + k] == y[yo + k];
            float d = left[k];
            dx[dxo + k] += here ? d : 0f;
            left[k] = here ? 0f : d;
        }
    }

    /** The mean of each window; padding is not counted. */
    public static void average(PoolShape s, float[] x, int xo, float[] y, int yo) {
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
    public static void averageGradient(PoolShape s, float[] dy, int dyo, float[] dx, int dxo) {
        int c = s.channels();
        images(s, dx, dxo, (image, y0, y1, x0, x1, output) -> {
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

    /** All windows, after dx is cleared; threads share the images, since windows of one image may overlap. */
    private static void images(PoolShape s, float[] dx, int dxo, Window window) {
        int size = s.height() * s.width() * s.channels();
        ThreadTeam.current().ranges(s.batch(), Math.max(1, PARALLEL / Math.max(1, size)), (from, to) -> {
            for (int image = from; image < to; image++) {
                Arrays.fill(dx, dxo + image * size, dxo + (image + 1) * size, 0f);
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
