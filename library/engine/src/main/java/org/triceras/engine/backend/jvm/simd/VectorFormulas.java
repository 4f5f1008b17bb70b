package org.triceras.engine.backend.jvm.simd;

import static org.triceras.engine.backend.jvm.Formulas.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link org.triceras.engine.backend.jvm.Formulas} for a vector of floats: the same operations in the same order, so the same bits. Clamps
 * are a compare and a blend, since min and max also order zeros and NaNs and take several instructions.
 */
final class VectorFormulas {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Integer> I = Lanes.INT;

    private VectorFormulas() {}

    private static FloatVector all(float x) {
        return FloatVector.broadcast(S, x);
    }

    /** 2^n, for n in the range of a normal exponent. */
    private static FloatVector power(IntVector n) {
        return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    private static FloatVector most(FloatVector x, float limit) {
        return x.blend(limit, x.compare(VectorOperators.GT, limit));
    }

    private static FloatVector least(FloatVector x, float limit) {
        return x.blend(limit, x.compare(VectorOperators.LT, limit));
    }

    /** y with the sign of x; y has no sign of its own. */
    private static FloatVector withSign(FloatVector y, FloatVector x) {
        IntVector sign = x.reinterpretAsInts().lanewise(VectorOperators.AND, 0x80000000);
        return y.reinterpretAsInts()
                .lanewise(VectorOperators.AND, 0x7fffffff)
                .lanewise(VectorOperators.OR, sign)
                .reinterpretAsFloats();
    }

    static FloatVector exp(FloatVector x) {
        FloatVector z = least(most(x, EXP_MAX), EXP_MIN);
        FloatVector t = z.fma(all(LOG2E), all(ROUNDER));
        FloatVector n = t.sub(ROUNDER);
        FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), z));
        FloatVector p = polynomial(r).fma(r, all(1f)).fma(r, all(1f));
        IntVector i = t.reinterpretAsInts().sub(ROUNDER_BITS);
        IntVector half = i.lanewise(VectorOperators.ASHR, 1);
        return p.mul(power(half)).mul(power(i.sub(half)));
    }

    private static FloatVector polynomial(FloatVector r) {
        return all(E5).fma(r, all(E4))
                .fma(r, all(E3))
                .fma(r, all(E2))
                .fma(r, all(E1))
                .fma(r, all(E0));
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector y = expm1Clamped(least(most(x, EXP_MAX), -20f));
        return y.blend(x, x.abs().compare(VectorOperators.LT, 0x1p-30f));
    }

    private static FloatVector expm1Clamped(FloatVector z) {
        FloatVector t = z.fma(all(LOG2E), all(ROUNDER));
        FloatVector n = t.sub(ROUNDER);
        FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), z));
        FloatVector p = r.mul(r).fma(polynomial(r), r);
        FloatVector s = power(t.reinterpretAsInts().sub(ROUNDER_BITS + 1));
        return p.fma(s, s.sub(0.5f)).mul(2f);
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        FloatVector y = logPositive(x.blend(x.mul(0x1p25f), tiny), all(0f).blend(-25f, tiny));
        y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
        y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
        return y.blend(Float.NaN, x.compare(VectorOperators.LT, 0f));
    }

    private static FloatVector logPositive(FloatVector x, FloatVector e) {
        IntVector bits = x.reinterpretAsInts();
        IntVector i = bits.sub(0x3f3504f3).lanewise(VectorOperators.ASHR, 23);
        FloatVector f = bits.sub(i.lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats()
                .sub(1f);
        FloatVector n = i.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER).add(e);
        FloatVector p = all(L8).fma(f, all(L7))
                .fma(f, all(L6))
                .fma(f, all(L5))
                .fma(f, all(L4))
                .fma(f, all(L3))
                .fma(f, all(L2))
                .fma(f, all(L1))
                .fma(f, all(L0));
        FloatVector g = f.mul(f);
        FloatVector low = n.fma(all(LN2_LOW), g.mul(f).fma(p, g.mul(-0.5f)));
        return n.fma(all(LN2_HIGH), low.add(f));
    }

    static FloatVector log1p(FloatVector x) {
        FloatVector u = x.add(1f);
        FloatVector lost = x.sub(u.sub(1f)).div(u);
        FloatVector y = logPositive(u, all(0f)).add(lost);
        y = y.blend(x, u.compare(VectorOperators.EQ, 1f));
        y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
        y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1f));
        return y.blend(Float.NaN, x.compare(VectorOperators.LT, -1f));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector z = most(x.abs(), 10f);
        FloatVector e = expm1Clamped(z.mul(2f));
        FloatVector y = e.div(e.add(2f));
        return withSign(y.blend(z, z.compare(VectorOperators.LT, 0x1p-20f)), x);
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return all(1f).blend(e, x.compare(VectorOperators.LT, 0f)).div(e.add(1f));
    }

    static FloatVector erf(FloatVector x) {
        FloatVector z = x.abs();
        FloatVector q = z.mul(z);
        FloatVector p = all(R6).fma(q, all(R5))
                .fma(q, all(R4))
                .fma(q, all(R3))
                .fma(q, all(R2))
                .fma(q, all(R1))
                .fma(q, all(R0));
        FloatVector small = z.fma(p, z);
        FloatVector w = most(z, 4f).sub(2f);
        FloatVector l = all(Q7).fma(w, all(Q6))
                .fma(w, all(Q5))
                .fma(w, all(Q4))
                .fma(w, all(Q3))
                .fma(w, all(Q2))
                .fma(w, all(Q1))
                .fma(w, all(Q0));
        FloatVector large = all(1f).sub(exp(l));
        return withSign(large.blend(small, z.compare(VectorOperators.LE, 1f)), x);
    }

    /** All elements are in the range of {@link #sin} and {@link #cos}. */
    static boolean isSmallAngle(FloatVector x) {
        return x.abs().compare(VectorOperators.LE, TRIG_MAX).allTrue();
    }

    static FloatVector sin(FloatVector x) {
        FloatVector t = x.fma(all(TWO_OVER_PI), all(ROUNDER));
        FloatVector y = quadrant(x, t, t.reinterpretAsInts());
        return y.blend(x, x.compare(VectorOperators.EQ, 0f));
    }

    static FloatVector cos(FloatVector x) {
        FloatVector t = x.fma(all(TWO_OVER_PI), all(ROUNDER));
        return quadrant(x, t, t.reinterpretAsInts().add(1));
    }

    private static FloatVector quadrant(FloatVector x, FloatVector t, IntVector k) {
        FloatVector n = t.sub(ROUNDER);
        FloatVector r = n.fma(all(-PI_LOW), n.fma(all(-PI_MIDDLE), n.fma(all(-PI_HIGH), x)));
        FloatVector q = r.mul(r);
        FloatVector s = all(S3).fma(q, all(S2)).fma(q, all(S1)).fma(q, all(S0));
        s = q.mul(r).fma(s, r);
        FloatVector c = all(C2).fma(q, all(C1)).fma(q, all(C0));
        c = q.mul(q).fma(c, q.fma(all(-0.5f), all(1f)));
        VectorMask<Float> odd = k.lanewise(VectorOperators.AND, 1)
                .compare(VectorOperators.NE, 0)
                .cast(S);
        IntVector sign = k.lanewise(VectorOperators.AND, 2).lanewise(VectorOperators.LSHL, 30);
        return s.blend(c, odd)
                .reinterpretAsInts()
                .lanewise(VectorOperators.XOR, sign)
                .reinterpretAsFloats();
    }

    static FloatVector rsqrt(FloatVector x) {
        return all(1f).div(x.lanewise(VectorOperators.SQRT));
    }

    static FloatVector round(FloatVector x) {
        FloatVector z = x.abs();
        FloatVector r = z.add(0x1p23f).sub(0x1p23f);
        return x.blend(withSign(r, x), z.compare(VectorOperators.LT, 0x1p23f));
    }

    static FloatVector floor(FloatVector x) {
        FloatVector r = round(x);
        return withSign(r.blend(r.sub(1f), r.compare(VectorOperators.GT, x)), x);
    }

    static FloatVector ceil(FloatVector x) {
        FloatVector r = round(x);
        return withSign(r.blend(r.add(1f), r.compare(VectorOperators.LT, x)), x);
    }

    static FloatVector sign(FloatVector x) {
        FloatVector y = x.blend(1f, x.compare(VectorOperators.GT, 0f));
        return y.blend(-1f, x.compare(VectorOperators.LT, 0f));
    }
}
