package org.triceras.engine.backend;

/** Functions that java.lang.Math lacks, in double precision. */
final class SpecialFunctions {
    private SpecialFunctions() {}

    static double asinh(double x) {
        double a = Math.abs(x);
        double result = a > 1e8 ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
        return Math.copySign(result, x);
    }

    static double acosh(double x) {
        return x > 1e8 ? Math.log(x) + Math.log(2) : Math.log1p(x - 1 + Math.sqrt((x - 1) * (x + 1)));
    }

    static double atanh(double x) {
        return 0.5 * Math.log1p(2 * x / (1 - x));
    }

    /** By the series near zero and the continued fraction further out; error below 1e-15. */
    static double erf(double x) {
        double a = Math.abs(x);
        if (Double.isNaN(x)) {
            return x;
        }
        if (a > 6) {
            return Math.signum(x);
        }
        if (a < 2.5) {
            double term = x;
            double sum = x;
            for (int n = 1; n < 100 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }
            return 2 / Math.sqrt(Math.PI) * sum;
        }
        double fraction = 0;
        for (int k = 60; k >= 1; k--) {
            fraction = k / 2.0 / (a + fraction);
        }
        double erfc = Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction);
        return Math.copySign(1 - erfc, x);
    }

    /** By Winitzki's approximation, sharpened with Newton steps on {@link #erf}. */
    static double erfinv(double y) {
        if (y <= -1 || y >= 1 || Double.isNaN(y)) {
            return Math.abs(y) == 1 ? y * Double.POSITIVE_INFINITY : Double.NaN;
        }
        double log = Math.log1p(-y * y);
        double first = 2 / (Math.PI * 0.147) + log / 2;
        double x = Math.copySign(Math.sqrt(Math.sqrt(first * first - log / 0.147) - first), y);
        for (int i = 0; i < 4; i++) {
            double error = erf(x) - y;
            double slope = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
            x -= error / (slope + x * error);
        }
        return x;
    }
}
