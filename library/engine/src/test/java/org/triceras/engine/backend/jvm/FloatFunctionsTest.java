package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.triceras.engine.ir.op.UnaryKind;

class FloatFunctionsTest {
    private static final float[] SPECIALS = {
        0f,
        -0f,
        1f,
        -1f,
        0.5f,
        -0.5f,
        1.5f,
        2.5f,
        -2.5f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        1e-40f,
        -1e-40f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        88.7f,
        88.73f,
        89f,
        100f,
        -87.4f,
        -88f,
        -103.9f,
        -104f,
        -150f,
        8388607.5f,
        -8388609f,
        0x1p31f,
        1e6f,
        30000f,
        30001f,
        9.2f,
        -9.2f,
        1e-8f,
        1e-20f,
        0.99999994f
    };

    private static double exact(UnaryKind kind, double x) {
        return switch (kind) {
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
            case ERF -> erf(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x);
            case SIGN -> Math.signum(x);
            default -> throw new AssertionError(kind);
        };
    }

    /** By the Taylor series and, for large arguments, the continued fraction of the complement. */
    private static double erf(double x) {
        double z = Math.abs(x);
        if (Double.isNaN(x) || z < 1e-30) {
            return x * 2 / Math.sqrt(Math.PI);
        }
        if (z > 6) {
            return Math.signum(x);
        }
        if (z < 2.5) {
            double term = x;
            double sum = x;
            for (int n = 1; n < 120; n++) {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }
            return 2 / Math.sqrt(Math.PI) * sum;
        }
        double fraction = z;
        for (int n = 200; n > 0; n--) {
            fraction = z + n / 2.0 / fraction;
        }
        return Math.copySign(1 - Math.exp(-z * z) / fraction / Math.sqrt(Math.PI), x);
    }

    @ParameterizedTest
    @EnumSource(UnaryKind.class)
    void areWithinThreeUnitsInTheLastPlace(UnaryKind kind) {
        if (!FloatFunctions.has(kind)) {
            return;
        }
        DoubleUnaryOperator f = x -> exact(kind, x);
        float[] x = inputs(200_000);
        float[] y = new float[x.length];
        Simd.kernels(0).functions().apply(kind, x, 0, y, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            double expected = f.applyAsDouble(x[i]);
            float rounded = (float) expected;
            if (Float.isNaN(rounded) || Float.isInfinite(rounded) || rounded == 0) {
                assertThat((Float) y[i]).as("%s(%s)", kind, x[i]).isEqualTo((Float) rounded);
            } else if (Math.abs(rounded) == Float.MAX_VALUE) {
                assertThat(Math.abs(y[i])).as("%s(%s)", kind, x[i]).isGreaterThan(3e38f);
            } else {
                double error = Math.abs(y[i] - expected) / Math.ulp(rounded);
                assertThat(error)
                        .as("%s(%s) = %s, expected %s", kind, x[i], y[i], expected)
                        .isLessThan(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(UnaryKind.class)
    void giveTheSameBitsAtEveryWidth(UnaryKind kind) {
        if (!FloatFunctions.has(kind)) {
            return;
        }
        for (Kernels kernels : KernelSets.all()) {
            for (int n : KernelSets.SIZES) {
                float[] x = inputs(n + 10);
                float[] expected = x.clone();
                Simd.kernels(0).functions().apply(kind, x, 7, expected, 3, n);
                float[] got = x.clone();
                kernels.functions().apply(kind, x, 7, got, 3, n);
                assertThat(got)
                        .as("%s of %d with %d lanes", kind, n, kernels.lanes())
                        .isEqualTo(expected);
                float[] inPlace = x.clone();
                kernels.functions().apply(kind, inPlace, 7, inPlace, 7, n);
                for (int i = 0; i < n; i++) {
                    assertThat((Float) inPlace[7 + i]).isEqualTo((Float) expected[3 + i]);
                }
            }
        }
    }

    @Test
    void refuseAFunctionWithoutFormula() {
        for (Kernels kernels : KernelSets.all()) {
            assertThatThrownBy(() -> kernels.functions().apply(UnaryKind.ACOSH, new float[20], 0, new float[20], 0, 20))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ACOSH");
        }
    }

    /** Specials, moderate numbers, and all magnitudes. */
    private static float[] inputs(int n) {
        Random random = new Random(5);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            if (i % 3 == 0 && i / 3 < SPECIALS.length) {
                x[i] = SPECIALS[i / 3];
            } else if (i % 3 == 1) {
                x[i] = (float) random.nextGaussian() * 10;
            } else if (i % 7 == 0) {
                x[i] = Float.intBitsToFloat(random.nextInt());
            } else {
                x[i] = (float) random.nextGaussian();
            }
        }
        return x;
    }
}
