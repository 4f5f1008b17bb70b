package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.tensor.DType;

/** Converts stretches of arrays between element types, as Java's casts do. */
final class Casts {
    private Casts() {}

    static void cast(FloatMath floats, DType from, Object x, int xo, DType to, Object y, int yo, int n) {
        if (from == to) {
            System.arraycopy(x, xo, y, yo, n);
        } else if (to == DType.FLOAT32 && from == DType.UINT8) {
            floats.fromBytes((byte[]) x, xo, (float[]) y, yo, n);
        } else if (to == DType.FLOAT32 && from == DType.BOOL) {
            floats.fromBooleans((boolean[]) x, xo, (float[]) y, yo, n);
        } else if (to == DType.FLOAT32 && from == DType.INT32) {
            for (int i = 0; i < n; i++) {
                ((float[]) y)[yo + i] = ((int[]) x)[xo + i];
            }
        } else if (to == DType.FLOAT32 && from == DType.INT64) {
            for (int i = 0; i < n; i++) {
                ((float[]) y)[yo + i] = ((long[]) x)[xo + i];
            }
        } else if (to == DType.FLOAT32 && from == DType.FLOAT64) {
            for (int i = 0; i < n; i++) {
                ((float[]) y)[yo + i] = (float) ((double[]) x)[xo + i];
            }
        } else if (to == DType.FLOAT64 && from == DType.FLOAT32) {
            for (int i = 0; i < n; i++) {
                ((double[]) y)[yo + i] = ((float[]) x)[xo + i];
            }
        } else if (to == DType.INT32 && from == DType.FLOAT32) {
            for (int i = 0; i < n; i++) {
                ((int[]) y)[yo + i] = (int) (long) ((float[]) x)[xo + i];
            }
        } else if (to == DType.INT32 && from == DType.UINT8) {
            for (int i = 0; i < n; i++) {
                ((int[]) y)[yo + i] = ((byte[]) x)[xo + i] & 0xff;
            }
        } else if (to == DType.UINT8 && from == DType.INT32) {
            for (int i = 0; i < n; i++) {
                ((byte[]) y)[yo + i] = (byte) ((int[]) x)[xo + i];
            }
        } else {
            general(new HostBuffer(from, x), xo, new HostBuffer(to, y), yo, n);
        }
    }

    private static void general(HostBuffer x, int xo, HostBuffer y, int yo, int n) {
        if (x.dtype().isFloat() || y.dtype().isFloat() || y.dtype() == DType.BOOL) {
            for (int i = 0; i < n; i++) {
                y.setDouble(yo + i, x.getDouble(xo + i));
            }
        } else {
            for (int i = 0; i < n; i++) {
                y.setLong(yo + i, x.getLong(xo + i));
            }
        }
    }
}
