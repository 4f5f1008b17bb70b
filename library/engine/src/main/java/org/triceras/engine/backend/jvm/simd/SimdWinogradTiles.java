package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.ScalarWinogradTiles;
import org.triceras.engine.backend.jvm.WinogradTiles;

/**
 * The transforms with vectors of channels, in two passes with a work space between them: 36 vectors are more than there are registers. The
 * order of operations is that of {@link ScalarWinogradTiles}, which also does the channels that do not fill a vector.
 */
final class SimdWinogradTiles implements WinogradTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    @Override
    public void filters(int n, float[] w, int wo, float[] u, int uo, int plane) {
        for (int i = 0; i < n; i += W) {
            for (int column = 0; column < 3; column++) {
                int from = wo + column * n + i;
                points(w, from, 3 * n, u, uo + column * plane + i, INPUTS * plane);
            }
            for (int row = 0; row < INPUTS; row++) {
                int at = uo + row * INPUTS * plane + i;
                points(u, at, plane, u, at, plane);
            }
        }
    }

    private static void points(float[] from, int g, int gs, float[] to, int o, int os) {
        FloatVector g0 = FloatVector.fromArray(S, from, g);
        FloatVector g1 = FloatVector.fromArray(S, from, g + gs);
        FloatVector g2 = FloatVector.fromArray(S, from, g + 2 * gs);
        g0.mul(ROW_0).intoArray(to, o);
        FloatVector even = g2.fma(FloatVector.broadcast(S, A2), g0);
        FloatVector odd = g1.mul(A);
        even.add(odd).mul(ROW_A).intoArray(to, o + os);
        even.sub(odd).mul(ROW_A).intoArray(to, o + 2 * os);
        even = g2.fma(FloatVector.broadcast(S, B2), g0);
        odd = g1.mul(B);
        even.add(odd).mul(ROW_B).intoArray(to, o + 3 * os);
        even.sub(odd).mul(ROW_B).intoArray(to, o + 4 * os);
        g2.intoArray(to, o + 5 * os);
    }

    @Override
    public void inputColumns(int n, float[][] x, int[] offsets, float[] to, int o, int plane) {
        int whole = n - n % W;
        columns(
                whole,
                x[0],
                offsets[0],
                x[1],
                offsets[1],
                x[2],
                offsets[2],
                x[3],
                offsets[3],
                x[4],
                offsets[4],
                x[5],
                offsets[5],
                to,
                o,
                plane);
        ScalarWinogradTiles.inputColumns(whole, n, x, offsets, to, o, plane);
    }

    private static void columns(
            int n,
            float[] x0,
            int o0,
            float[] x1,
            int o1,
            float[] x2,
            int o2,
            float[] x3,
            int o3,
            float[] x4,
            int o4,
            float[] x5,
            int o5,
            float[] to,
            int o,
            int plane) {
        for (int i = 0; i < n; i += W) {
            int at = o + i;
            FloatVector d0 = FloatVector.fromArray(S, x0, o0 + i);
            FloatVector d1 = FloatVector.fromArray(S, x1, o1 + i);
            FloatVector d2 = FloatVector.fromArray(S, x2, o2 + i);
            FloatVector d3 = FloatVector.fromArray(S, x3, o3 + i);
            FloatVector d4 = FloatVector.fromArray(S, x4, o4 + i);
            FloatVector d5 = FloatVector.fromArray(S, x5, o5 + i);
            FloatVector product = FloatVector.broadcast(S, A2B2);
            FloatVector minusSum = FloatVector.broadcast(S, -SUM2);
            FloatVector minusB2 = FloatVector.broadcast(S, -B2);
            FloatVector minusA2 = FloatVector.broadcast(S, -A2);
            d0.fma(product, d2.fma(minusSum, d4)).intoArray(to, at);
            FloatVector even = d2.fma(minusB2, d4);
            FloatVector odd = d1.fma(minusB2, d3);
            odd.fma(FloatVector.broadcast(S, A), even).intoArray(to, at + plane);
            odd.fma(FloatVector.broadcast(S, -A), even).intoArray(to, at + 2 * plane);
            even = d2.fma(minusA2, d4);
            odd = d1.fma(minusA2, d3);
            odd.fma(FloatVector.broadcast(S, B), even).intoArray(to, at + 3 * plane);
            odd.fma(FloatVector.broadcast(S, -B), even).intoArray(to, at + 4 * plane);
            d1.fma(product, d3.fma(minusSum, d5)).intoArray(to, at + 5 * plane);
        }
    }

    @Override
    public void inputRows(int tiles, int channels, float[] x, int xo, float[] v, int vo, int plane) {
        int whole = channels - channels % W;
        for (int tile = 0; tile < tiles; tile++) {
            int from = xo + tile * OUTPUTS * channels;
            int to = vo + tile * channels;
            for (int c = 0; c < whole; c += W) {
                int at = from + c;
                int out = to + c;
                FloatVector d0 = FloatVector.fromArray(S, x, at);
                FloatVector d1 = FloatVector.fromArray(S, x, at + channels);
                FloatVector d2 = FloatVector.fromArray(S, x, at + 2 * channels);
                FloatVector d3 = FloatVector.fromArray(S, x, at + 3 * channels);
                FloatVector d4 = FloatVector.fromArray(S, x, at + 4 * channels);
                FloatVector d5 = FloatVector.fromArray(S, x, at + 5 * channels);
                FloatVector product = FloatVector.broadcast(S, A2B2);
                FloatVector minusSum = FloatVector.broadcast(S, -SUM2);
                FloatVector minusB2 = FloatVector.broadcast(S, -B2);
                FloatVector minusA2 = FloatVector.broadcast(S, -A2);
                d0.fma(product, d2.fma(minusSum, d4)).intoArray(v, out);
                FloatVector even = d2.fma(minusB2, d4);
                FloatVector odd = d1.fma(minusB2, d3);
                odd.fma(FloatVector.broadcast(S, A), even).intoArray(v, out + plane);
                odd.fma(FloatVector.broadcast(S, -A), even).intoArray(v, out + 2 * plane);
                even = d2.fma(minusA2, d4);
                odd = d1.fma(minusA2, d3);
                odd.fma(FloatVector.broadcast(S, B), even).intoArray(v, out + 3 * plane);
                odd.fma(FloatVector.broadcast(S, -B), even).intoArray(v, out + 4 * plane);
                d1.fma(product, d3.fma(minusSum, d5)).intoArray(v, out + 5 * plane);
            }
        }
        if (whole < channels) {
            ScalarWinogradTiles.inputRows(tiles, whole, channels, x, xo, v, vo, plane);
        }
    }

    @Override
    public void outputColumns(int n, float[] m, int mo, int below, float[] to, int o, int row) {
        int whole = n - n % W;
        for (int i = 0; i < whole; i += W) {
            four(m, mo + i, below, to, o + i, row);
        }
        ScalarWinogradTiles.outputColumns(whole, n, m, mo, below, to, o, row);
    }

    @Override
    public void outputRows(int tiles, int channels, float[] m, int mo, int plane, int stride, float[] y, int yo) {
        int whole = channels - channels % W;
        for (int tile = 0; tile < tiles; tile++) {
            int from = mo + tile * stride;
            int to = yo + tile * OUTPUTS * channels;
            for (int c = 0; c < whole; c += W) {
                four(m, from + c, plane, y, to + c, channels);
            }
        }
        if (whole < channels) {
            ScalarWinogradTiles.outputRows(tiles, whole, channels, m, mo, plane, stride, y, yo);
        }
    }

    private static void four(float[] x, int xo, int xs, float[] to, int o, int os) {
        FloatVector m1 = FloatVector.fromArray(S, x, xo + xs);
        FloatVector m2 = FloatVector.fromArray(S, x, xo + 2 * xs);
        FloatVector m3 = FloatVector.fromArray(S, x, xo + 3 * xs);
        FloatVector m4 = FloatVector.fromArray(S, x, xo + 4 * xs);
        FloatVector sumA = m1.add(m2);
        FloatVector sumB = m3.add(m4);
        FloatVector differenceA = m1.sub(m2);
        FloatVector differenceB = m3.sub(m4);
        FloatVector.fromArray(S, x, xo).add(sumA).add(sumB).intoArray(to, o);
        differenceA.fma(FloatVector.broadcast(S, A), differenceB.mul(B)).intoArray(to, o + os);
        sumA.fma(FloatVector.broadcast(S, A2), sumB.mul(B2)).intoArray(to, o + 2 * os);
        differenceA
                .fma(
                        FloatVector.broadcast(S, A3),
                        differenceB.fma(FloatVector.broadcast(S, B3), FloatVector.fromArray(S, x, xo + 5 * xs)))
                .intoArray(to, o + 3 * os);
    }
}
