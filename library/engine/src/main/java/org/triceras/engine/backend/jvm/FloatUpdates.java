package org.triceras.engine.backend.jvm;

/**
 * What optimizers do to weights and their moments: several operations in one pass over stretches of arrays, each rounded as if it stood alone.
 * Source and destination may be the same stretch. The methods here are plain loops, which define the others.
 */
public interface FloatUpdates {
    /** c = a + (b - a) * s, or with b * b in b's place. */
    default void approach(float[] a, int ao, float[] b, int bo, boolean squared, float s, float[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            float x = b[bo + i];
            x = squared ? x * x : x;
            c[co + i] = a[ao + i] + (x - a[ao + i]) * s;
        }
    }

    /** c = a * s + b * t, or with b * b in b's place. */
    default void mix(
            float[] a, int ao, float s, float[] b, int bo, boolean squared, float t, float[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            float x = b[bo + i];
            x = squared ? x * x : x;
            c[co + i] = a[ao + i] * s + x * t;
        }
    }

    /** c = w - m * rate / (sqrt(v) + epsilon), or / sqrt(v + epsilon) if epsilon is {@code inside}. */
    default void descend(
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
        for (int i = 0; i < n; i++) {
            float size = inside ? (float) Math.sqrt(v[vo + i] + epsilon) : (float) Math.sqrt(v[vo + i]) + epsilon;
            c[co + i] = w[wo + i] - m[mo + i] * rate / size;
        }
    }
}
