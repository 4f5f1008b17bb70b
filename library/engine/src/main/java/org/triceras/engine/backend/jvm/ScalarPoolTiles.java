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

    private static float largest(Windows w, float[] x, int from) {
        float max = x[from];
        for (int i = 0; i < w.rows(); i++) {
            int at = from + i * w.rowStride();
            for (int j = 0; j < w.columns(); j++) {
                max = Math.max(max, x[at]);
                at += w.n();
            }
        }
        return max;
    }

    @Override
    public void max(Windows w, float[] x, int xo, float[] y, int yo) {
        int first = first(w);
        for (int q = 0; q < w.count(); q++) {
            for (int k = first; k < w.n(); k++) {
                y[yo + q * w.n() + k] = largest(w, x, xo + q * w.step() + k);
            }
        }
    }

    @Override
    public void maxGradient(Windows w, float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, boolean add) {
        int first = first(w);
        for (int q = 0; q < w.count(); q++) {
            for (int k = first; k < w.n(); k++) {
                int from = q * w.step() + k;
                float max = largest(w, x, xo + from);
                float left = dy[dyo + q * w.n() + k];
                for (int i = 0; i < w.rows(); i++) {
                    for (int j = 0; j < w.columns(); j++) {
                        int at = from + i * w.rowStride() + j * w.n();
                        boolean here = x[xo + at] == max;
                        float d = here ? left : 0f;
                        dx[dxo + at] = add ? dx[dxo + at] + d : d;
                        left = here ? 0f : left;
                    }
                }
            }
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
