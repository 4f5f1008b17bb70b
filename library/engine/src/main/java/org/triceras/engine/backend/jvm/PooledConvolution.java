package org.triceras.engine.backend.jvm;

import org.triceras.engine.backend.jvm.Pooling.PoolShape;

/**
 * A convolution, what its epilogue does, and a pooling of the result, image by image: what is between stays in the second-level cache
 * and is written to no array of the batch. 128 images of 28 x 28 with 32 filters of 3 x 3 would write and read 11 MB.
 *
 * <p>The results are the bits that {@link Convolution} and {@link Pooling} give one after the other.
 */
public final class PooledConvolution {
    /** Floats between convolution and pooling of one image, half of a second-level cache of 1 MB. */
    private static final int MOST_BETWEEN = 1 << 17;

    /** Floats of small images that are taken together, so that packed filters are read less often. */
    private static final int TOGETHER = 1 << 15;

    /** Floats of one image that are taken together, half of a first-level cache of 48 kB. */
    private static final int BAND = 6 << 10;

    /** Multiply-adds that are worth a second thread. */
    private static final long PARALLEL = 100_000;

    private PooledConvolution() {}

    /** True if an image with so many values between convolution and pooling gains from this. */
    public static boolean fits(long between) {
        return between <= MOST_BETWEEN;
    }

    /**
     * y = pooling of x * w.
     *
     * @param way how to convolve
     * @param filters packed, see {@link Convolution#pack}
     * @param epilogue what to do with the convolution's result, (positions x filters), before it is pooled; null for nothing
     * @param max the largest of each window, otherwise the mean
     * @param after what to do with the pooled result, (positions x filters); null for nothing
     */
    public static void run(
            Convolution way,
            ConvShape s,
            float[] x,
            int xo,
            float[] filters,
            Epilogue epilogue,
            PoolShape pool,
            boolean max,
            float[] y,
            int yo,
            Epilogue after) {
        Convolution.Packed convolution = way.packed(s, x, xo, filters);
        Pooling pooling = Pooling.get();
        ThreadTeam team = ThreadTeam.current();
        int size = s.outputHeight() * s.outputWidth() * s.filters();
        int units = convolution.unitsPerImage();
        int rows = pool.outputHeight();
        if (s.batch() >= 2 * team.threads()) {
            int grain = (int) Math.max(1, PARALLEL / Math.max(1, (long) size * s.depth()));
            team.ranges(s.batch(), grain, (from, to) -> {
                int together = Math.max(1, TOGETHER / size);
                float[] between = Scratch.get().stage(together * size);
                Pooling.Forward pooled = pooling.new Forward(pool, max, y, yo, after);
                for (int image = from; image < to; image += together) {
                    int end = Math.min(to, image + together);
                    convolution.run(image * units, end * units, between, -image * size, epilogue);
                    pooled.from(between, -image * size).rows(image * rows, end * rows);
                }
            });
            return;
        }
        // Few images are shared among the threads one by one: by filters where it is these that are most to read, else
        // by rows.
        int threads = (long) size * s.depth() < PARALLEL ? 1 : team.free();
        for (int i = 0; i < s.batch(); i++) {
            Image image = new Image(s, convolution, epilogue, pool, max, i);
            int parts = epilogue == null ? convolution.filterParts() : 1;
            if (parts > 1) {
                int shares = Math.min(threads, parts);
                team.run(shares, share -> image.filters(parts * share / shares, parts * (share + 1) / shares, y, yo));
                if (after != null) {
                    int positions = rows * pool.outputWidth();
                    after.apply(
                            y, yo + i * positions * s.filters(), s.filters(), i * positions, positions, 0, s.filters());
                }
            } else {
                int shares = Math.min(threads, rows);
                team.run(shares, share -> image.rows(rows * share / shares, rows * (share + 1) / shares, y, yo, after));
            }
        }
    }

    /** One image, of which each thread takes a share. */
    private record Image(
            ConvShape s, Convolution.Packed convolution, Epilogue epilogue, PoolShape pool, boolean max, int number) {
        /** Some rows of windows, a few at a time, so that what is between stays in the first-level cache. */
        void rows(int from, int to, float[] y, int yo, Epilogue after) {
            int window = pool.geometry().height();
            int stride = pool.geometry().strideH();
            int padding = pool.geometry().padTop();
            int height = s.outputHeight();
            int units = number * convolution.unitsPerImage();
            int rowSize = s.outputWidth() * s.filters();
            Pooling.Forward pooled = Pooling.get().new Forward(pool, max, y, yo, after);
            // Rows that overlap would be computed twice.
            int together = window > stride ? to - from : Math.max(1, BAND / (stride * rowSize));
            for (int row = from; row < to; row += together) {
                int end = Math.min(to, row + together);
                int top = Math.min(height, Math.max(0, row * stride - padding));
                int bottom = Math.min(height, Math.max(top, (end - 1) * stride - padding + window));
                int unit = convolution.unitOf(top);
                int endUnit = convolution.unitsBefore(bottom);
                int first = convolution.rowOf(unit);
                int last = Math.min(height, convolution.rowOf(endUnit));
                float[] between = Scratch.get().stage((last - first) * rowSize);
                int base = -(number * height + first) * rowSize;
                convolution.run(units + unit, units + endUnit, between, base, epilogue);
                pooled.from(between, base).rows(number * pool.outputHeight() + row, number * pool.outputHeight() + end);
            }
        }

        /** Some parts of the filters. */
        void filters(int from, int to, float[] y, int yo) {
            int first = convolution.firstFilter(from);
            int used = convolution.firstFilter(to) - first;
            int size = s.outputHeight() * s.outputWidth() * used;
            int rows = pool.outputHeight();
            int positions = rows * pool.outputWidth();
            int units = convolution.unitsPerImage();
            float[] between = Scratch.get().stage(size + positions * used);
            convolution.runFilters(from, to, number * units, (number + 1) * units, between, -number * size);
            PoolShape part = new PoolShape(pool.batch(), pool.height(), pool.width(), used, pool.geometry());
            int done = size - number * positions * used;
            Pooling.Forward pooled = Pooling.get().new Forward(part, max, between, done, null);
            pooled.from(between, -number * size).rows(number * rows, (number + 1) * rows);
            for (int i = 0; i < positions; i++) {
                int at = yo + (number * positions + i) * s.filters() + first;
                System.arraycopy(between, size + i * used, y, at, used);
            }
        }
    }
}
