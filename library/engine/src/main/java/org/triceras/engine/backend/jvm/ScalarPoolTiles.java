package org.triceras.engine.backend.jvm;

/** Pooling windows, channel by channel. The channels from {@code first} on are done, so that vectorised kernels can leave the rest. */
public final class ScalarPoolTiles implements PoolTiles {
    private final int lanes;

    public ScalarPoolTiles() {
        this(0);
    }

    /** For the channels that are left when as many vectors as possible are done; 0 lanes for all. */
    public ScalarPoolTiles(int lanes) {
        this.lanes = lanes;
    }

    private int first(Windows w) {
        return lanes == 0 ? 0 : w.n() / lanes * lanes;
    }

    /** What a thread works on, channel by channel: C2 makes vectors of loops over arrays that all have the loop's index. */
    private static final class Channels {
        private static final ThreadLocal<Channels> LOCAL = ThreadLocal.withInitial(Channels::new);

        private float[] max = {};
        private float[] next = {};
        private float[] left = {};

        static Channels of(int n) {
            Channels channels = LOCAL.get();
            if (channels.max.length < n) {
                channels.max = new float[n];
                channels.next = new float[n];
                channels.left = new float[n];
            }
            return channels;
        }

        /** The largest of the window that begins at {@code from}. */
        void largest(Windows w, float[] x, int from, int n) {
            System.arraycopy(x, from, max, 0, n);
            for (int i = 0; i < w.rows(); i++) {
                for (int j = i == 0 ? 1 : 0; j < w.columns(); j++) {
                    System.arraycopy(x, from + i * w.rowStride() + j * w.n(), next, 0, n);
                    larger(max, next, n);
                }
            }
        }

        private static void larger(float[] max, float[] x, int n) {
            for (int k = 0; k < n; k++) {
                max[k] = Math.max(max[k], x[k]);
            }
        }
    }

    @Override
    public void max(Windows w, float[] x, int xo, float[] y, int yo) {
        int first = first(w);
        int n = w.n() - first;
        Channels channels = Channels.of(n);
        for (int q = 0; q < w.count() && n > 0; q++) {
            channels.largest(w, x, xo + q * w.step() + first, n);
            System.arraycopy(channels.max, 0, y, yo + q * w.n() + first, n);
        }
    }

    @Override
    public void maxGradient(Windows w, float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, boolean add) {
        int first = first(w);
        int n = w.n() - first;
        Channels channels = Channels.of(n);
        for (int q = 0; q < w.count() && n > 0; q++) {
            int from = q * w.step() + first;
            channels.largest(w, x, xo + from, n);
            System.arraycopy(dy, dyo + q * w.n() + first, channels.left, 0, n);
            for (int i = 0; i < w.rows(); i++) {
                for (int j = 0; j < w.columns(); j++) {
                    int at = from + i * w.rowStride() + j * w.n();
                    giveToFirst(channels.max, channels.left, x, xo + at, dx, dxo + at, n, add);
                }
            }
        }
    }

    /** Where x is the largest, what is left of the window's gradient goes there. */
    private static void giveToFirst(
            float[] max, float[] left, float[] x, int xo, float[] dx, int dxo, int n, boolean add) {
        for (int k = 0; k < n; k++) {
            boolean here = x[xo + k] == max[k];
            float d = here ? left[k] : 0f;
            dx[dxo + k] = add ? dx[dxo + k] + d : d;
            left[k] = here ? 0f : left[k];
        }
    }

    @Override
    public void average(Windows w, float[] x, int xo, float[] y, int yo) {
        float share = 1f / (w.rows() * w.columns());
        int first = first(w);
        for (int q = 0; q < w.count(); q++) {
            int to = yo + q * w.n();
            for (int k = first; k < w.n(); k++) {
                y[to + k] = 0f;
            }
            for (int i = 0; i < w.rows(); i++) {
                for (int j = 0; j < w.columns(); j++) {
                    int from = xo + q * w.step() + i * w.rowStride() + j * w.n();
                    for (int k = first; k < w.n(); k++) {
                        y[to + k] += x[from + k];
                    }
                }
            }
            for (int k = first; k < w.n(); k++) {
                y[to + k] *= share;
            }
        }
    }

    @Override
    public void averageGradient(Windows w, float[] dy, int dyo, float[] dx, int dxo, boolean add) {
        float share = 1f / (w.rows() * w.columns());
        int first = first(w);
        for (int q = 0; q < w.count(); q++) {
            int from = dyo + q * w.n();
            for (int i = 0; i < w.rows(); i++) {
                for (int j = 0; j < w.columns(); j++) {
                    int at = dxo + q * w.step() + i * w.rowStride() + j * w.n();
                    for (int k = first; k < w.n(); k++) {
                        float d = dy[from + k] * share;
                        dx[at + k] = add ? dx[at + k] + d : d;
                    }
                }
            }
        }
    }
}
