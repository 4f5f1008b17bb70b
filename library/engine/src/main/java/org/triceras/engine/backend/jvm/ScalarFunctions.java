package org.triceras.engine.backend.jvm;

import org.triceras.engine.ir.op.UnaryKind;

/** The functions in plain Java: {@link Formulas}, element by element. */
public final class ScalarFunctions implements FloatFunctions {
    /** Elements from the given one on; the vectorised functions finish with this, where less than a vector is left. */
    public static void rest(UnaryKind kind, float[] x, int xo, float[] y, int yo, int from, int n) {
        switch (kind) {
            case EXP -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.exp(x[xo + i]);
                }
            }
            case EXPM1 -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.expm1(x[xo + i]);
                }
            }
            case LOG -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.log(x[xo + i]);
                }
            }
            case LOG1P -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.log1p(x[xo + i]);
                }
            }
            case SIN -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.sin(x[xo + i]);
                }
            }
            case COS -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.cos(x[xo + i]);
                }
            }
            case TANH -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.tanh(x[xo + i]);
                }
            }
            case SIGMOID -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.sigmoid(x[xo + i]);
                }
            }
            case ERF -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.erf(x[xo + i]);
                }
            }
            case RSQRT -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.rsqrt(x[xo + i]);
                }
            }
            case FLOOR -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.floor(x[xo + i]);
                }
            }
            case CEIL -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.ceil(x[xo + i]);
                }
            }
            case ROUND -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.round(x[xo + i]);
                }
            }
            case SIGN -> {
                for (int i = from; i < n; i++) {
                    y[yo + i] = Formulas.sign(x[xo + i]);
                }
            }
            default -> throw new IllegalArgumentException("No formula for " + kind + ". Try has(kind) first.");
        }
    }

    @Override
    public void apply(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n) {
        rest(kind, x, xo, y, yo, 0, n);
    }
}
