package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatGradients;
import org.triceras.engine.backend.jvm.Readiness;

/** One loop per gradient: two loads, two to four operations, a store; bound by the first-level cache. */
final class SimdGradients implements FloatGradients {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private final Readiness tanh = new Readiness();
    private final Readiness sigmoid = new Readiness();
    private final Readiness above = new Readiness();
    private final Readiness inclusively = new Readiness();

    @Override
    public void tanh(float[] a, int ao, float[] y, int yo, float[] c, int co, int n) {
        int done = tanh.share(n) & -W;
        long begun = tanh.begin(done);
        tanhs(a, ao, y, yo, c, co, done);
        tanh.end(begun);
        FloatGradients.super.tanh(a, ao + done, y, yo + done, c, co + done, n - done);
    }

    private static void tanhs(float[] a, int ao, float[] y, int yo, float[] c, int co, int n) {
        for (int i = 0; i < n; i += W) {
            FloatVector v = FloatVector.fromArray(S, y, yo + i);
            FloatVector slope = FloatVector.broadcast(S, 1f).sub(v.mul(v));
            FloatVector.fromArray(S, a, ao + i).mul(slope).intoArray(c, co + i);
        }
    }

    @Override
    public void sigmoid(float[] a, int ao, float[] y, int yo, float[] c, int co, int n) {
        int done = sigmoid.share(n) & -W;
        long begun = sigmoid.begin(done);
        sigmoids(a, ao, y, yo, c, co, done);
        sigmoid.end(begun);
        FloatGradients.super.sigmoid(a, ao + done, y, yo + done, c, co + done, n - done);
    }

    private static void sigmoids(float[] a, int ao, float[] y, int yo, float[] c, int co, int n) {
        for (int i = 0; i < n; i += W) {
            FloatVector v = FloatVector.fromArray(S, y, yo + i);
            FloatVector rest = FloatVector.broadcast(S, 1f).sub(v);
            FloatVector.fromArray(S, a, ao + i).mul(v).mul(rest).intoArray(c, co + i);
        }
    }

    @Override
    public void mask(float[] a, int ao, float[] y, int yo, float least, boolean inclusive, float[] c, int co, int n) {
        Readiness ready = inclusive ? inclusively : above;
        int done = ready.share(n) & -W;
        long begun = ready.begin(done);
        if (inclusive) {
            maskInclusive(a, ao, y, yo, least, c, co, done);
        } else {
            maskAbove(a, ao, y, yo, least, c, co, done);
        }
        ready.end(begun);
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
