package org.triceras.formats.hdf5;

/** IEEE 754 half precision; Java has its own conversion only from 20 on. */
final class HalfFloat {
    private HalfFloat() {}

    /** Rounds to nearest, ties to even; too large becomes infinity. */
    static short toBits(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        } else if (magnitude >= 65520f) {
            return (short) (sign | 0x7c00);
        } else if (magnitude < 0x1p-14f) {
            // Subnormal: units of 2^-24; rint does the ties.
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int rebiased = (bits & 0x7fffffff) - ((127 - 15) << 23);
        int odd = (rebiased >>> 13) & 1;
        return (short) (sign | ((rebiased + 0xfff + odd) >>> 13));
    }
}
