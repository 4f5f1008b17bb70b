package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatFunctions;
import org.triceras.engine.backend.jvm.ScalarFunctions;
import org.triceras.engine.ir.op.UnaryKind;

/** The functions of {@link VectorFormulas} over arrays; one loop each, so that C2 compiles each with its formula inlined. */
final class SimdFunctions implements FloatFunctions {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    @Override
    public void apply(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n) {
        int done = n & -W;
        switch (kind) {
            case EXP -> exp(x, xo, y, yo, done);
            case EXPM1 -> expm1(x, xo, y, yo, done);
            case LOG -> log(x, xo, y, yo, done);
            case LOG1P -> log1p(x, xo, y, yo, done);
            case SIN -> sin(x, xo, y, yo, done);
            case COS -> cos(x, xo, y, yo, done);
            case TANH -> tanh(x, xo, y, yo, done);
            case SIGMOID -> sigmoid(x, xo, y, yo, done);
            case ERF -> erf(x, xo, y, yo, done);
            case RSQRT -> rsqrt(x, xo, y, yo, done);
            case FLOOR -> floor(x, xo, y, yo, done);
            case CEIL -> ceil(x, xo, y, yo, done);
            case ROUND -> round(x, xo, y, yo, done);
            case SIGN -> sign(x, xo, y, yo, done);
            default -> done = 0;
        }
        ScalarFunctions.rest(kind, x, xo, y, yo, done, n);
    }

    private static void exp(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.exp(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void expm1(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.expm1(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void log(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.log(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void log1p(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.log1p(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void sin(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            if (VectorFormulas.isSmallAngle(v)) {
                VectorFormulas.sin(v).intoArray(y, yo + i);
            } else {
                ScalarFunctions.rest(UnaryKind.SIN, x, xo + i, y, yo + i, 0, W);
            }
        }
    }

    private static void cos(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            if (VectorFormulas.isSmallAngle(v)) {
                VectorFormulas.cos(v).intoArray(y, yo + i);
            } else {
                ScalarFunctions.rest(UnaryKind.COS, x, xo + i, y, yo + i, 0, W);
            }
        }
    }

    private static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.tanh(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.sigmoid(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void erf(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.erf(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void rsqrt(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.rsqrt(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void floor(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.floor(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void ceil(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.ceil(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void round(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.round(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void sign(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += W) {
            VectorFormulas.sign(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
    }
}
