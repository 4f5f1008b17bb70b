package org.triceras.engine.backend.jvm;

import org.triceras.engine.ir.op.UnaryKind;

/**
 * The functions of one float that C2 does not vectorise by itself, over stretches of arrays. They have polynomials of their own, so
 * that every processor and every width gives the same bits.
 */
public interface FloatFunctions {
    /** Whether there is a formula for the function. */
    static boolean has(UnaryKind kind) {
        return switch (kind) {
            case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, SIGMOID, ERF, RSQRT, FLOOR, CEIL, ROUND, SIGN -> true;
            default -> false;
        };
    }

    /**
     * y[yo + i] = f(x[xo + i]) for i from 0 to n - 1; x and y may be the same stretch.
     *
     * @throws IllegalArgumentException when there is no formula, see {@link #has}
     */
    void apply(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n);
}
