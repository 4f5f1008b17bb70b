package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.ConvTiles;

/** Kernels of convolution with vectors; the products are in {@link SimdPositionTiles} and {@link SimdTapTiles}. */
final class SimdConvTiles implements ConvTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    @Override
    public int columns() {
        return 2 * W;
    }

    @Override
    public int supportedPositions(int rows) {
        return SimdPositionTiles.supportedRows(rows);
    }

    @Override
    public void positions(
            int rows,
            int kc,
            float[] x,
            int[] rowOffset,
            int ro,
            int shift,
            float[] b,
            int bo,
            float[] c,
            int[] cOffset,
            int ci,
            int cShift,
            boolean accumulate) {
        SimdPositionTiles.run(rows, kc, x, rowOffset, ro, shift, b, bo, c, cOffset, ci, cShift, accumulate);
    }

    @Override
    public int supportedTaps(int rows) {
        return SimdTapTiles.supportedRows(rows);
    }

    @Override
    public void taps(
            int rows,
            int kc,
            float[] x,
            int[] depthOffset,
            int p0,
            int shift,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        SimdTapTiles.run(rows, kc, x, depthOffset, p0, shift, b, bo, bs, c, co, ldc, accumulate);
    }

    @Override
    public boolean hasNine() {
        return true;
    }

    @Override
    public void positionsNine(
            int rows, float[] x, int[] rowOffset, int[] runs, float[] b, int bo, float[] c, int co, int ldc) {
        SimdNineTiles.positions(rows, x, rowOffset, runs, b, bo, c, co, ldc);
    }

    @Override
    public void tapsNine(
            int kc,
            float[] x,
            int[] depthOffset,
            int[] runs,
            float[] b,
            int bo,
            int bs,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        SimdNineTiles.taps(kc, x, depthOffset, runs, b, bo, bs, c, co, ldc, accumulate);
    }

    @Override
    public void add(float[] x, int xo, float[] to, int o, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, to, o + i)
                    .add(FloatVector.fromArray(S, x, xo + i))
                    .intoArray(to, o + i);
        }
        for (; i < n; i++) {
            to[o + i] += x[xo + i];
        }
    }
}
