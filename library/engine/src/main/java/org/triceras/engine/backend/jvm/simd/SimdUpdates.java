package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatUpdates;
import org.triceras.engine.backend.jvm.Readiness;

/**
 * One loop per update: three loads at most, the formula, a store. The averages are bound by the first-level cache, the steps by the square root
 * and the division, which take about 24 cycles for 16 lanes on Zen 5.
 */
final class SimdUpdates implements FloatUpdates {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private final Readiness approach = new Readiness();
    private final Readiness approachSquares = new Readiness();
    private final Readiness mix = new Readiness();
    private final Readiness mixSquares = new Readiness();
    private final Readiness descendInside = new Readiness();
    private final Readiness descendOutside = new Readiness();

    @Override
    public void approach(float[] a, int ao, float[] b, int bo, boolean squared, float s, float[] c, int co, int n) {
        Readiness ready = squared ? approachSquares : approach;
        int done = ready.share(n) & -W;
        long begun = ready.begin(done);
        if (squared) {
            approachSquares(a, ao, b, bo, s, c, co, done);
        } else {
            approach(a, ao, b, bo, s, c, co, done);
        }
        ready.end(begun);
        FloatUpdates.super.approach(a, ao + done, b, bo + done, squared, s, c, co + done, n - done);
    }

    private static void approach(float[] a, int ao, float[] b, int bo, float s, float[] c, int co, int n) {
        FloatVector scale = FloatVector.broadcast(S, s);
        for (int i = 0; i < n; i += W) {
            FloatVector x = FloatVector.fromArray(S, a, ao + i);
            x.add(FloatVector.fromArray(S, b, bo + i).sub(x).mul(scale)).intoArray(c, co + i);
        }
    }

    private static void approachSquares(float[] a, int ao, float[] b, int bo, float s, float[] c, int co, int n) {
        FloatVector scale = FloatVector.broadcast(S, s);
        for (int i = 0; i < n; i += W) {
            FloatVector x = FloatVector.fromArray(S, a, ao + i);
            FloatVector y = FloatVector.fromArray(S, b, bo + i);
            x.add(y.mul(y).sub(x).mul(scale)).intoArray(c, co + i);
        }
    }

    @Override
    public void mix(float[] a, int ao, float s, float[] b, int bo, boolean squared, float t, float[] c, int co, int n) {
        Readiness ready = squared ? mixSquares : mix;
        int done = ready.share(n) & -W;
        long begun = ready.begin(done);
        if (squared) {
            mixSquares(a, ao, s, b, bo, t, c, co, done);
        } else {
            mix(a, ao, s, b, bo, t, c, co, done);
        }
        ready.end(begun);
        FloatUpdates.super.mix(a, ao + done, s, b, bo + done, squared, t, c, co + done, n - done);
    }

    private static void mix(float[] a, int ao, float s, float[] b, int bo, float t, float[] c, int co, int n) {
        FloatVector scale = FloatVector.broadcast(S, s);
        FloatVector other = FloatVector.broadcast(S, t);
        for (int i = 0; i < n; i += W) {
            FloatVector.fromArray(S, a, ao + i)
                    .mul(scale)
                    .add(FloatVector.fromArray(S, b, bo + i).mul(other))
                    .intoArray(c, co + i);
        }
    }

    private static void mixSquares(float[] a, int ao, float s, float[] b, int bo, float t, float[] c, int co, int n) {
        FloatVector scale = FloatVector.broadcast(S, s);
        FloatVector other = FloatVector.broadcast(S, t);
        for (int i = 0; i < n; i += W) {
            FloatVector y = FloatVector.fromArray(S, b, bo + i);
            FloatVector.fromArray(S, a, ao + i)
                    .mul(scale)
                    .add(y.mul(y).mul(other))
                    .intoArray(c, co + i);
        }
    }

    @Override
    public void descend(
            float[] w,
            int wo,
            float[] m,
            int mo,
            float rate,
            float[] v,
            int vo,
            float epsilon,
            boolean inside,
            float[] c,
            int co,
            int n) {
        Readiness ready = inside ? descendInside : descendOutside;
        int done = ready.share(n) & -W;
        long begun = ready.begin(done);
        if (inside) {
            descendInside(w, wo, m, mo, rate, v, vo, epsilon, c, co, done);
        } else {
            descendOutside(w, wo, m, mo, rate, v, vo, epsilon, c, co, done);
        }
        ready.end(begun);
        FloatUpdates.super.descend(
                w, wo + done, m, mo + done, rate, v, vo + done, epsilon, inside, c, co + done, n - done);
    }

    private static void descendOutside(
            float[] w,
            int wo,
            float[] m,
            int mo,
            float rate,
            float[] v,
            int vo,
            float epsilon,
            float[] c,
            int co,
            int n) {
        FloatVector r = FloatVector.broadcast(S, rate);
        FloatVector e = FloatVector.broadcast(S, epsilon);
        for (int i = 0; i < n; i += W) {
            FloatVector size = FloatVector.fromArray(S, v, vo + i).sqrt().add(e);
            FloatVector move = FloatVector.fromArray(S, m, mo + i).mul(r).div(size);
            FloatVector.fromArray(S, w, wo + i).sub(move).intoArray(c, co + i);
        }
    }

    private static void descendInside(
            float[] w,
            int wo,
            float[] m,
            int mo,
            float rate,
            float[] v,
            int vo,
            float epsilon,
            float[] c,
            int co,
            int n) {
        FloatVector r = FloatVector.broadcast(S, rate);
        FloatVector e = FloatVector.broadcast(S, epsilon);
        for (int i = 0; i < n; i += W) {
            FloatVector size = FloatVector.fromArray(S, v, vo + i).add(e).sqrt();
            FloatVector move = FloatVector.fromArray(S, m, mo + i).mul(r).div(size);
            FloatVector.fromArray(S, w, wo + i).sub(move).intoArray(c, co + i);
        }
    }
}
