package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatGradients;

/** One loop per gradient: two loads, two to four operations, a store; bound by the first-level cache. */
final class SimdGradients implements FloatGradients {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    @Override
    public void tanh(float[] a, int ao, float[] y, int yo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector v = FloatVector.fromArray(S, y, yo + i);
            FloatVector slope = FloatVector.broadcast(S, 1f).sub(v.mul(v));
            FloatVector.fromArray(S, a, ao + i).mul(slope).intoArray(c, co + i);
        }
        FloatGradients.super.tanh(a, ao + i, y, yo + i, c, co + i, n - i);
    }

    @Override
    public void sigmoid(float[] a, int ao, float[] y, int yo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector v = FloatVector.fromArray(S, y, yo + i);
            FloatVector rest = FloatVector.broadcast(S, 1f).sub(v);
            FloatVector.fromArray(S, a, ao + i).mul(v).mul(rest).intoArray(c, co + i);
        }
        FloatGradients.super.sigmoid(a, ao + i, y, yo + i, c, co + i, n - i);
    }

    @Override
    public void mask(float[] a, int ao, float[] y, int yo, float least, boolean inclusive, float[] c, int co, int n) {
        int done = n & -W;
        if (inclusive) {
            maskInclusive(a, ao, y, yo, least, c, co, done);
        } else {
            maskAbove(a, ao, y, yo, least, c, co, done);
        }
        FloatGradients.super.mask(a, ao + done, y, yo + done, least, inclusive, c, co + done, n - done);
    }

    private static void maskAbove(float[] a, int ao, float[] y, int yo, float least, float[] c, int co, int n) {
        for (int i = 0; i < n; i += W) {
            FloatVector v = FloatVector.fromArray(S, y, yo + i);
            FloatVector kept = FloatVector.zero(S).blend(1f, v.compare(VectorOperators.GT, least));
            FloatVector.fromArray(S, a, ao + i).mul(kept).intoArray(c, co + i);
        }
    }

    private static void maskInclusive(float[] a, int ao, float[] y, int yo, float least, float[] c, int co, int n) {
        for (int i = 0; i < n; i += W) {
            FloatVector v = FloatVector.fromArray(S, y, yo + i);
            FloatVector kept = FloatVector.zero(S).blend(1f, v.compare(VectorOperators.GE, least));
            FloatVector.fromArray(S, a, ao + i).mul(kept).intoArray(c, co + i);
        }
    }
}
