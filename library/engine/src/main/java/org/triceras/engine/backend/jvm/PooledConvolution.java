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

    /** Multiply-adds that are worth a second thread. */
    private static final long PARALLEL = 200_000;

    private PooledConvolution() {}

    /** True if an image with so many values between convolution and pooling gains from this. */
    public static boolean fits(long between) {
        return between <= MOST_BETWEEN;
    }

    /**
     * y = pooling of x * w.
     *
     * @param filters packed, see {@link Convolution#pack}
     * @param epilogue what to do with the convolution's result, (positions x filters), before it is pooled; null for nothing
     * @param max the largest of each window, otherwise the mean
     * @param after what to do with the pooled result, (positions x filters); null for nothing
     */
    public static void run(
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
        Convolution.Packed convolution = Convolution.get().packed(s, x, xo, filters);
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
        // Few images are shared among the threads one by one.
        float[] between = Scratch.get().stage(size);
        Pooling.Forward pooled = pooling.new Forward(pool, max, y, yo, after);
        for (int i = 0; i < s.batch(); i++) {
            int image = i;
            team.ranges(
                    units,
                    convolution.grain(),
                    (from, to) -> convolution.run(
                            image * units + from, image * units + to, between, -image * size, epilogue));
            pooled.from(between, -image * size);
            team.ranges(rows, Pooling.grain(pool), (from, to) -> pooled.rows(image * rows + from, image * rows + to));
        }
    }
}
