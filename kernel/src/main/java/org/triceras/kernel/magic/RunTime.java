package org.triceras.kernel.magic;

import java.util.Locale;

/**
 * How long code took.
 *
 * @param wallNanos by the clock
 * @param cpuNanos of all threads of this process
 * @param compileNanos what went into compiling it, not part of the others
 */
public record RunTime(long wallNanos, long cpuNanos, long compileNanos) {
    private static final String[] UNITS = {"ns", "µs", "ms", "s"};

    /** Three digits and a unit, such as "1.23 ms"; minutes and hours from a minute on. */
    public static String format(double nanos) {
        if (nanos >= 60e9) {
            long seconds = Math.round(nanos / 1e9);
            return seconds >= 3600
                    ? String.format("%d h %d min %d s", seconds / 3600, seconds / 60 % 60, seconds % 60)
                    : String.format("%d min %d s", seconds / 60, seconds % 60);
        }
        int unit = 0;
        double value = nanos;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = value >= 99.95 || (unit == 0 && value == Math.rint(value)) ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS[unit]);
    }
}
