package org.triceras.engine.backend.jvm.plan;

/** Matrix product in plain loops over rows of C. */
final class SimpleGemm {
    private SimpleGemm() {}

    static void multiply(
            boolean ta, boolean tb, int m, int n, int k, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        for (int i = 0; i < m; i++) {
            int row = co + i * n;
            java.util.Arrays.fill(c, row, row + n, 0);
            for (int p = 0; p < k; p++) {
                float s = a[ao + (ta ? p * m + i : i * k + p)];
                if (tb) {
                    for (int j = 0; j < n; j++) {
                        c[row + j] += s * b[bo + j * k + p];
                    }
                } else {
                    for (int j = 0; j < n; j++) {
                        c[row + j] += s * b[bo + p * n + j];
                    }
                }
            }
        }
    }
}
