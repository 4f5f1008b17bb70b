package org.triceras.engine.backend.jvm;

/** Reductions in plain Java, in four lanes each, so that additions need not wait for one another. */
final class ScalarReductions implements FloatReductions {
    @Override
    public float sum(float[] x, int xo, int n) {
        double total = 0;
        for (int block = 0; block < n; block += BLOCK) {
            int from = xo + block;
            int end = xo + Math.min(n, block + BLOCK);
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            int i = from;
            for (; i + 4 <= end; i += 4) {
                a += x[i];
                b += x[i + 1];
                c += x[i + 2];
                d += x[i + 3];
            }
            for (; i < end; i++) {
                a += x[i];
            }
            total += (a + b) + (c + d);
        }
        return (float) total;
    }

    @Override
    public float max(float[] x, int xo, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    @Override
    public float min(float[] x, int xo, int n) {
        float min = Float.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            min = Math.min(min, x[xo + i]);
        }
        return min;
    }

    @Override
    public float dot(float[] x, int xo, float[] y, int yo, int n) {
        double total = 0;
        for (int block = 0; block < n; block += BLOCK) {
            int end = Math.min(n, block + BLOCK);
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            int i = block;
            for (; i + 4 <= end; i += 4) {
                a = Formulas.fma(x[xo + i], y[yo + i], a);
                b = Formulas.fma(x[xo + i + 1], y[yo + i + 1], b);
                c = Formulas.fma(x[xo + i + 2], y[yo + i + 2], c);
                d = Formulas.fma(x[xo + i + 3], y[yo + i + 3], d);
            }
            for (; i < end; i++) {
                a = Formulas.fma(x[xo + i], y[yo + i], a);
            }
            total += (a + b) + (c + d);
        }
        return (float) total;
    }

    @Override
    public float squaredDistance(float[] x, int xo, float center, int n) {
        double total = 0;
        for (int block = 0; block < n; block += BLOCK) {
            int end = xo + Math.min(n, block + BLOCK);
            float a = 0;
            float b = 0;
            int i = xo + block;
            for (; i + 2 <= end; i += 2) {
                float d = x[i] - center;
                float e = x[i + 1] - center;
                a = Formulas.fma(d, d, a);
                b = Formulas.fma(e, e, b);
            }
            for (; i < end; i++) {
                float d = x[i] - center;
                a = Formulas.fma(d, d, a);
            }
            total += a + b;
        }
        return (float) total;
    }
}
