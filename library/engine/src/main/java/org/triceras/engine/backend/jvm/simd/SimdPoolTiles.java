package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.PoolTiles;
import org.triceras.engine.backend.jvm.ScalarPoolTiles;

/** Pooling windows, a vector of channels at a time: the running maximum, or what is left of the gradient, stays in a register. */
final class SimdPoolTiles implements PoolTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private final PoolTiles rest = new ScalarPoolTiles();

    @Override
    public void max(
            float[] x, int xo, int rows, int rowStride, int columns, int columnStride, float[] y, int yo, int n) {
        int done = n & -W;
        for (int k = 0; k < done; k += W) {
            FloatVector max = FloatVector.fromArray(S, x, xo + k);
            for (int i = 0; i < rows; i++) {
                int at = xo + i * rowStride + k;
                for (int j = 0; j < columns; j++) {
                    max = max.max(FloatVector.fromArray(S, x, at));
                    at += columnStride;
                }
            }
            max.intoArray(y, yo + k);
        }
        if (done < n) {
            rest.max(x, xo + done, rows, rowStride, columns, columnStride, y, yo + done, n - done);
        }
    }

    @Override
    public void maxGradient(
            float[] x,
            int xo,
            int rows,
            int rowStride,
            int columns,
            int columnStride,
            float[] dy,
            int dyo,
            float[] dx,
            int dxo,
            boolean add,
            int n) {
        int done = n & -W;
        for (int k = 0; k < done; k += W) {
            FloatVector max = FloatVector.fromArray(S, x, xo + k);
            for (int i = 0; i < rows; i++) {
                int at = xo + i * rowStride + k;
                for (int j = 0; j < columns; j++) {
                    max = max.max(FloatVector.fromArray(S, x, at));
                    at += columnStride;
                }
            }
            FloatVector left = FloatVector.fromArray(S, dy, dyo + k);
            for (int i = 0; i < rows; i++) {
                int at = i * rowStride + k;
                for (int j = 0; j < columns; j++) {
                    VectorMask<Float> here =
                            FloatVector.fromArray(S, x, xo + at).compare(VectorOperators.EQ, max);
                    FloatVector d = FloatVector.zero(S).blend(left, here);
                    if (add) {
                        d = d.add(FloatVector.fromArray(S, dx, dxo + at));
                    }
                    d.intoArray(dx, dxo + at);
                    left = left.blend(0f, here);
                    at += columnStride;
                }
            }
        }
        if (done < n) {
            rest.maxGradient(
                    x,
                    xo + done,
                    rows,
                    rowStride,
                    columns,
                    columnStride,
                    dy,
                    dyo + done,
                    dx,
                    dxo + done,
                    add,
                    n - done);
        }
    }
}
