package org.triceras.engine.backend.reference;

import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.backend.ScalarMath;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.CompareKind;
import org.triceras.engine.ir.op.UnaryKind;

/** Elementwise functions by their definition on doubles and longs. */
final class Elementwise {
    private Elementwise() {}

    static void unary(UnaryKind kind, HostBuffer x, HostBuffer out) {
        boolean whole = x.dtype().isInteger();
        for (int i = 0; i < out.size(); i++) {
            if (whole) {
                out.setLong(i, ScalarMath.longUnary(kind).applyAsLong(x.getLong(i)));
            } else {
                out.setDouble(i, ScalarMath.unary(kind).applyAsDouble(x.getDouble(i)));
            }
        }
    }

    static void binary(BinaryKind kind, HostBuffer a, int[] fromA, HostBuffer b, int[] fromB, HostBuffer out) {
        boolean whole = a.dtype().isInteger();
        for (int i = 0; i < out.size(); i++) {
            if (whole) {
                out.setLong(i, ScalarMath.longBinary(kind).applyAsLong(a.getLong(fromA[i]), b.getLong(fromB[i])));
            } else {
                out.setDouble(i, ScalarMath.binary(kind).applyAsDouble(a.getDouble(fromA[i]), b.getDouble(fromB[i])));
            }
        }
    }

    static void compare(CompareKind kind, HostBuffer a, int[] fromA, HostBuffer b, int[] fromB, HostBuffer out) {
        boolean whole = a.dtype().isInteger();
        for (int i = 0; i < out.size(); i++) {
            int order;
            boolean unordered = false;
            if (whole) {
                order = Long.compare(a.getLong(fromA[i]), b.getLong(fromB[i]));
            } else {
                double x = a.getDouble(fromA[i]);
                double y = b.getDouble(fromB[i]);
                unordered = Double.isNaN(x) || Double.isNaN(y);
                order = x < y ? -1 : x > y ? 1 : 0;
            }
            boolean holds = switch (kind) {
                case EQ -> order == 0 && !unordered;
                case NE -> order != 0 || unordered;
                case LT -> order < 0 && !unordered;
                case LE -> order <= 0 && !unordered;
                case GT -> order > 0 && !unordered;
                case GE -> order >= 0 && !unordered;
            };
            out.booleans()[i] = holds;
        }
    }
}
