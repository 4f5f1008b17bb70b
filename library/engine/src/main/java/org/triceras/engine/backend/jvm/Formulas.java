package org.triceras.engine.backend.jvm;

/**
 * The functions of {@link FloatFunctions} for one float: the definition that the vectorised ones repeat operation by operation. Errors are
 * below 2 units in the last place (erf, tanh: below 3). The polynomials are minimax fits made for this file.
 *
 * <p>Rounding to an integer n is done by adding and taking away 1.5 * 2^23: the sum's low bits are then n, ready to be shifted into an
 * exponent.
 */
public final class Formulas {
    public static final float ROUNDER = 0x1.8p23f;
    public static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    public static final float LOG2E = 1.44269504f;
    /** ln 2 in two parts; the first has few bits, so that its product with an exponent is exact. */
    public static final float LN2_HIGH = 0x1.62e4p-1f;

    public static final float LN2_LOW = (float) (0.693147180559945309 - 0x1.62e4p-1);
    /**
     * The rounder of exp: its sum's low bits are n + 254, twice the bias of exponents. Shifted to where an exponent stands they are half of a power
     * of two, or all of it, without any other operation.
     */
    public static final float EXP_ROUNDER = ROUNDER + 254f;
    /** The rounder of expm1, which needs 2^(n - 1): the bias of exponents less one. */
    public static final float EXPM1_ROUNDER = ROUNDER + 126f;
    /** The bits of a float from the exponent up. */
    public static final int EXPONENT = 0xff800000;
    /** exp(x) is infinite above, and zero below. */
    public static final float EXP_MAX = 89f;

    public static final float EXP_MIN = -104f;
    /** (exp(r) - 1 - r) / r^2 for |r| up to ln 2 / 2; as a part of exp(r) its error is 0.03 units in the last place. */
    public static final float E0 = 0.49999994f;

    public static final float E1 = 0.16666521f;
    public static final float E2 = 0.04166826f;
    public static final float E3 = 0.008368665f;
    public static final float E4 = 0.0013821197f;
    /** (log(1 + f) - f + f^2 / 2) / f^3. */
    public static final float L0 = 0.33333313f;

    public static final float L1 = -0.2500001f;
    public static final float L2 = 0.20002119f;
    public static final float L3 = -0.16667996f;
    public static final float L4 = 0.14219552f;
    public static final float L5 = -0.12405589f;
    public static final float L6 = 0.11888162f;
    public static final float L7 = -0.11675652f;
    public static final float L8 = 0.06746641f;
    /** (sin(r) - r) / r^3 and (cos(r) - 1 + r^2 / 2) / r^4, in r^2. */
    public static final float S0 = -0.16666667f;

    public static final float S1 = 0.008333329f;
    public static final float S2 = -0.00019839327f;
    public static final float S3 = 2.7182373e-06f;
    public static final float C0 = 0.041666646f;
    public static final float C1 = -0.0013887362f;
    public static final float C2 = 2.443773e-05f;
    /** Pi / 2 in three parts, for arguments up to {@link #TRIG_MAX}; beyond, double precision is used. */
    public static final float PI_HIGH = (float) (Math.PI / 2);

    public static final float PI_MIDDLE = (float) (Math.PI / 2 - PI_HIGH);
    public static final float PI_LOW = (float) (Math.PI / 2 - PI_HIGH - PI_MIDDLE);
    public static final float TWO_OVER_PI = 0.63661977f;
    public static final float TRIG_MAX = 30_000f;
    /** erf(x) / x - 1 in x^2, for |x| up to 1. */
    public static final float R0 = 0.12837917f;

    public static final float R1 = -0.37612626f;
    public static final float R2 = 0.112836f;
    public static final float R3 = -0.026854444f;
    public static final float R4 = 0.005189536f;
    public static final float R5 = -0.0008020847f;
    public static final float R6 = 7.889137e-05f;
    /** log(1 - erf(x)) in x - 2, for x from 1 to 4. */
    public static final float Q0 = -5.364941f;

    public static final float Q1 = -4.418161f;
    public static final float Q2 = -0.923751f;
    public static final float Q3 = -0.016465815f;
    public static final float Q4 = 0.0035705024f;
    public static final float Q5 = -0.00073022075f;
    public static final float Q6 = 0.00013772064f;
    public static final float Q7 = -2.1686754e-05f;

    private static final boolean FMA = Simd.hasFma();

    private Formulas() {}

    /** a * b + c, rounded once where the hardware can; else the emulation would take a microsecond. */
    static float fma(float a, float b, float c) {
        return FMA ? Math.fma(a, b, c) : a * b + c;
    }

    public static float exp(float x) {
        float y = expInRange(x);
        // Beyond the range the bits above are anything; replaced last, they keep nothing waiting.
        y = x > EXP_MAX ? Float.POSITIVE_INFINITY : y;
        return x < EXP_MIN ? 0f : y;
    }

    /** For arguments from {@link #EXP_MIN} to {@link #EXP_MAX}, and NaN. The power of two comes in two factors, as it may be no float. */
    private static float expInRange(float x) {
        float t = fma(x, LOG2E, EXP_ROUNDER);
        float n = t - EXP_ROUNDER;
        float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
        float p = fma(fma(polynomial(r), r, 1f), r, 1f);
        int k = Float.floatToRawIntBits(t);
        int half = k << 22 & EXPONENT;
        return p * Float.intBitsToFloat(half) * Float.intBitsToFloat((k << 23) - half);
    }

    /** (exp(r) - 1 - r) / r^2. */
    private static float polynomial(float r) {
        float p = fma(E4, r, E3);
        p = fma(p, r, E2);
        p = fma(p, r, E1);
        p = fma(p, r, E0);
        return p;
    }

    public static float expm1(float x) {
        float y = 2f * halfExpm1(x);
        y = x > EXP_MAX ? Float.POSITIVE_INFINITY : y;
        y = x < -20f ? -1f : y;
        // So small that the powers below would lose bits.
        return Math.abs(x) < 0x1p-30f ? x : y;
    }

    /** Half of expm1, since 2^n may be no float, for arguments from -20 to {@link #EXP_MAX}, and NaN. */
    private static float halfExpm1(float z) {
        float t = fma(z, LOG2E, EXPM1_ROUNDER);
        float n = t - EXPM1_ROUNDER;
        float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, z));
        float p = fma(r * r, polynomial(r), r);
        float s = Float.intBitsToFloat(Float.floatToRawIntBits(t) << 23);
        return fma(p, s, s - 0.5f);
    }

    public static float log(float x) {
        boolean tiny = x < Float.MIN_NORMAL;
        float y = logPositive(tiny ? x * 0x1p25f : x, tiny ? -25f : 0f);
        y = x < Float.POSITIVE_INFINITY ? y : x;
        y = x == 0 ? Float.NEGATIVE_INFINITY : y;
        return x < 0 ? Float.NaN : y;
    }

    /** log(x) + e ln 2 for finite normal x. */
    private static float logPositive(float x, float e) {
        int bits = Float.floatToRawIntBits(x);
        // The exponent is chosen so that the rest lies between sqrt(1/2) and sqrt(2).
        int i = (bits - 0x3f3504f3) >> 23;
        float f = Float.intBitsToFloat(bits - (i << 23)) - 1f;
        float n = Float.intBitsToFloat(i + ROUNDER_BITS) - ROUNDER + e;
        float p = fma(L8, f, L7);
        p = fma(p, f, L6);
        p = fma(p, f, L5);
        p = fma(p, f, L4);
        p = fma(p, f, L3);
        p = fma(p, f, L2);
        p = fma(p, f, L1);
        p = fma(p, f, L0);
        float g = f * f;
        float low = fma(n, LN2_LOW, fma(g * f, p, g * -0.5f));
        return fma(n, LN2_HIGH, low + f);
    }

    public static float log1p(float x) {
        float u = x + 1f;
        float lost = (x - (u - 1f)) / u;
        float y = logPositive(u, 0f) + lost;
        // Where 1 + x is 1, the lost part is all there is.
        y = u == 1f ? x : y;
        y = x < Float.POSITIVE_INFINITY ? y : x;
        y = x == -1f ? Float.NEGATIVE_INFINITY : y;
        return x < -1f ? Float.NaN : y;
    }

    public static float tanh(float x) {
        float z = Math.abs(x);
        float e = halfExpm1(2f * z);
        float y = e / (e + 1f);
        y = z > 10f ? 1f : y;
        return Math.copySign(y, x);
    }

    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0f ? e : 1f) / (1f + e);
    }

    public static float erf(float x) {
        float z = Math.abs(x);
        float q = z * z;
        float p = fma(R6, q, R5);
        p = fma(p, q, R4);
        p = fma(p, q, R3);
        p = fma(p, q, R2);
        p = fma(p, q, R1);
        p = fma(p, q, R0);
        float small = fma(z, p, z);
        float w = (z > 4f ? 4f : z) - 2f;
        float l = fma(Q7, w, Q6);
        l = fma(l, w, Q5);
        l = fma(l, w, Q4);
        l = fma(l, w, Q3);
        l = fma(l, w, Q2);
        l = fma(l, w, Q1);
        l = fma(l, w, Q0);
        float large = 1f - exp(l);
        return Math.copySign(z <= 1f ? small : large, x);
    }

    public static float sin(float x) {
        if (Math.abs(x) > TRIG_MAX) {
            return (float) Math.sin(x);
        }
        float t = fma(x, TWO_OVER_PI, ROUNDER);
        float y = quadrant(x, t, Float.floatToRawIntBits(t));
        return x == 0f ? x : y;
    }

    public static float cos(float x) {
        if (Math.abs(x) > TRIG_MAX) {
            return (float) Math.cos(x);
        }
        float t = fma(x, TWO_OVER_PI, ROUNDER);
        return quadrant(x, t, Float.floatToRawIntBits(t) + 1);
    }

    private static float quadrant(float x, float t, int k) {
        float n = t - ROUNDER;
        float r = fma(n, -PI_LOW, fma(n, -PI_MIDDLE, fma(n, -PI_HIGH, x)));
        float q = r * r;
        float s = fma(fma(fma(S3, q, S2), q, S1), q, S0);
        s = fma(q * r, s, r);
        float c = fma(fma(C2, q, C1), q, C0);
        c = fma(q * q, c, fma(q, -0.5f, 1f));
        float y = (k & 1) != 0 ? c : s;
        return Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ (k & 2) << 30);
    }

    public static float rsqrt(float x) {
        return 1f / (float) Math.sqrt(x);
    }

    public static float round(float x) {
        float z = Math.abs(x);
        float r = (z + 0x1p23f) - 0x1p23f;
        return z < 0x1p23f ? Math.copySign(r, x) : x;
    }

    public static float floor(float x) {
        float r = round(x);
        return Math.copySign(r > x ? r - 1f : r, x);
    }

    public static float ceil(float x) {
        float r = round(x);
        return Math.copySign(r < x ? r + 1f : r, x);
    }

    public static float sign(float x) {
        float y = x > 0f ? 1f : x;
        return x < 0f ? -1f : y;
    }
}
