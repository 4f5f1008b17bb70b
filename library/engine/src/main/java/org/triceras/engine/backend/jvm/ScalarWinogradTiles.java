package org.triceras.engine.backend.jvm;

import static org.triceras.engine.backend.jvm.Formulas.fma;

/**
 * The transforms in plain Java: the definition of their order of operations. Channels are taken one by one; the vectorised transforms leave
 * those to this class that do not fill a vector.
 */
public final class ScalarWinogradTiles implements WinogradTiles {
    @Override
    public void filters(int n, float[] w, int wo, float[] u, int uo, int plane) {
        for (int i = 0; i < n; i++) {
            for (int column = 0; column < 3; column++) {
                int from = wo + column * n + i;
                float g0 = w[from];
                float g1 = w[from + 3 * n];
                float g2 = w[from + 6 * n];
                // The six results of a column go to the planes of this column, where the second pass finds them.
                int to = uo + column * plane + i;
                int step = INPUTS * plane;
                float even = fma(A2, g2, g0);
                float odd = A * g1;
                u[to] = ROW_0 * g0;
                u[to + step] = ROW_A * (even + odd);
                u[to + 2 * step] = ROW_A * (even - odd);
                even = fma(B2, g2, g0);
                odd = B * g1;
                u[to + 3 * step] = ROW_B * (even + odd);
                u[to + 4 * step] = ROW_B * (even - odd);
                u[to + 5 * step] = g2;
            }
            for (int row = 0; row < INPUTS; row++) {
                int at = uo + row * INPUTS * plane + i;
                float g0 = u[at];
                float g1 = u[at + plane];
                float g2 = u[at + 2 * plane];
                float even = fma(A2, g2, g0);
                float odd = A * g1;
                u[at] = ROW_0 * g0;
                u[at + plane] = ROW_A * (even + odd);
                u[at + 2 * plane] = ROW_A * (even - odd);
                even = fma(B2, g2, g0);
                odd = B * g1;
                u[at + 3 * plane] = ROW_B * (even + odd);
                u[at + 4 * plane] = ROW_B * (even - odd);
                u[at + 5 * plane] = g2;
            }
        }
    }

    @Override
    public void inputColumns(int n, float[][] x, int[] offsets, float[] to, int o, int plane) {
        inputColumns(0, n, x, offsets, to, o, plane);
    }

    /** Elements from to n - 1. */
    public static void inputColumns(int from, int n, float[][] x, int[] offsets, float[] to, int o, int plane) {
        for (int i = from; i < n; i++) {
            six(
                    x[0][offsets[0] + i],
                    x[1][offsets[1] + i],
                    x[2][offsets[2] + i],
                    x[3][offsets[3] + i],
                    x[4][offsets[4] + i],
                    x[5][offsets[5] + i],
                    to,
                    o + i,
                    plane);
        }
    }

    @Override
    public void inputRows(int tiles, int channels, float[] x, int xo, float[] v, int vo, int plane) {
        inputRows(tiles, 0, channels, x, xo, v, vo, plane);
    }

    /** Channels from to channels - 1. */
    public static void inputRows(int tiles, int from, int channels, float[] x, int xo, float[] v, int vo, int plane) {
        for (int tile = 0; tile < tiles; tile++) {
            for (int c = from; c < channels; c++) {
                int at = xo + tile * OUTPUTS * channels + c;
                six(
                        x[at],
                        x[at + channels],
                        x[at + 2 * channels],
                        x[at + 3 * channels],
                        x[at + 4 * channels],
                        x[at + 5 * channels],
                        v,
                        vo + tile * channels + c,
                        plane);
            }
        }
    }

    private static void six(float d0, float d1, float d2, float d3, float d4, float d5, float[] to, int o, int os) {
        float even = fma(-B2, d2, d4);
        float odd = fma(-B2, d1, d3);
        to[o] = fma(A2B2, d0, fma(-SUM2, d2, d4));
        to[o + os] = fma(A, odd, even);
        to[o + 2 * os] = fma(-A, odd, even);
        even = fma(-A2, d2, d4);
        odd = fma(-A2, d1, d3);
        to[o + 3 * os] = fma(B, odd, even);
        to[o + 4 * os] = fma(-B, odd, even);
        to[o + 5 * os] = fma(A2B2, d1, fma(-SUM2, d3, d5));
    }

    @Override
    public void outputColumns(int n, float[] m, int mo, int below, float[] to, int o, int row) {
        outputColumns(0, n, m, mo, below, to, o, row);
    }

    /** Elements from to n - 1. */
    public static void outputColumns(int from, int n, float[] m, int mo, int below, float[] to, int o, int row) {
        for (int i = from; i < n; i++) {
            four(m, mo + i, below, to, o + i, row);
        }
    }

    @Override
    public void outputRows(int tiles, int channels, float[] m, int mo, int plane, int stride, float[] y, int yo) {
        outputRows(tiles, 0, channels, m, mo, plane, stride, y, yo);
    }

    /** Channels from to channels - 1. */
    public static void outputRows(
            int tiles, int from, int channels, float[] m, int mo, int plane, int stride, float[] y, int yo) {
        for (int tile = 0; tile < tiles; tile++) {
            for (int c = from; c < channels; c++) {
                four(m, mo + tile * stride + c, plane, y, yo + tile * OUTPUTS * channels + c, channels);
            }
        }
    }

    private static void four(float[] x, int xo, int xs, float[] to, int o, int os) {
        float m1 = x[xo + xs];
        float m2 = x[xo + 2 * xs];
        float m3 = x[xo + 3 * xs];
        float m4 = x[xo + 4 * xs];
        float sumA = m1 + m2;
        float sumB = m3 + m4;
        float differenceA = m1 - m2;
        float differenceB = m3 - m4;
        to[o] = x[xo] + sumA + sumB;
        to[o + os] = fma(A, differenceA, B * differenceB);
        to[o + 2 * os] = fma(A2, sumA, B2 * sumB);
        to[o + 3 * os] = fma(A3, differenceA, fma(B3, differenceB, x[xo + 5 * xs]));
    }
}
