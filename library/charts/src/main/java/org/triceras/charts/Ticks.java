package org.triceras.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis: the range that it shows, and round numbers within it to mark.
 *
 * @param low the smallest value shown
 * @param high the largest value shown
 * @param step the distance of the marked values: 1, 2 or 5 times a power of ten
 */
record Ticks(double low, double high, double step) {
    private static final double MARGIN = 0.05;

    /** An axis for values between two bounds, with some room on both sides. */
    static Ticks around(double min, double max, int most, boolean whole) {
        double range = max - min;
        if (!(range > Math.abs(max) * 1e-12)) {
            double half = whole ? 0.5 : max == 0 ? 1 : Math.abs(max) / 10;
            return of(min - half, max + half, most, whole);
        }
        if (whole && Math.floor(max) < Math.ceil(min)) {
            // No whole number in between: show those around.
            return of(Math.floor(min), Math.ceil(max), most, true);
        }
        return of(min - range * MARGIN, max + range * MARGIN, most, whole);
    }

    /** An axis with these bounds. */
    static Ticks of(double low, double high, int most, boolean whole) {
        double raw = (high - low) / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = 10 * power;
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= raw * (1 - 1e-9)) {
                step = factor * power;
                break;
            }
        }
        return new Ticks(low, high, whole ? Math.max(1, Math.rint(step)) : step);
    }

    List<Double> values() {
        List<Double> values = new ArrayList<>();
        for (double i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            values.add(i * step);
        }
        return values;
    }

    /** The number with as many digits as the step needs. */
    String label(double value) {
        double largest = Math.max(Math.abs(low), Math.abs(high));
        if (largest >= 1e6 || largest < 1e-3) {
            if (Math.abs(value) < step / 2) {
                return "0";
            }
            int digits = (int) (Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(step) + 1e-9));
            String[] parts = String.format(Locale.ROOT, "%." + Math.max(0, digits) + "e", value)
                    .split("e");
            return parts[0] + "e" + Integer.parseInt(parts[1]);
        }
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.toPlainString();
    }
}
