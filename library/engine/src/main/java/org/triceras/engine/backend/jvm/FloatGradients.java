package org.triceras.engine.backend.jvm;

/**
 * What gradients of activations are made of: several operations in one pass over stretches of arrays, each rounded as if it stood alone. Source and
 * destination may be the same stretch. The methods here are plain loops, which define the others.
 */
public interface FloatGradients {
    /** c = a * (1 - y * y), where y is a hyperbolic tangent and a its gradient. */
    default void tanh(float[] a, int ao, float[] y, int yo, float[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            c[co + i] = a[ao + i] * (1 - y[yo + i] * y[yo + i]);
        }
    }

    /** c = a * y * (1 - y), where y is a sigmoid and a its gradient. */
    default void sigmoid(float[] a, int ao, float[] y, int yo, float[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            c[co + i] = a[ao + i] * y[yo + i] * (1 - y[yo + i]);
        }
    }

    /** c = a times 1 where y is larger than {@code least}, or as large if {@code inclusive}, and times 0 elsewhere. */
    default void mask(float[] a, int ao, float[] y, int yo, float least, boolean inclusive, float[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            boolean isKept = inclusive ? y[yo + i] >= least : y[yo + i] > least;
            c[co + i] = a[ao + i] * (isKept ? 1 : 0);
        }
    }
}
