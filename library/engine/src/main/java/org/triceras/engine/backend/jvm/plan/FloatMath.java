package org.triceras.engine.backend.jvm.plan;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.triceras.engine.backend.ScalarMath;
import org.triceras.engine.backend.jvm.FloatArithmetic;
import org.triceras.engine.backend.jvm.FloatFunctions;
import org.triceras.engine.backend.jvm.FloatGradients;
import org.triceras.engine.backend.jvm.FloatUpdates;
import org.triceras.engine.backend.jvm.Readiness;
import org.triceras.engine.backend.jvm.Simd;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.CompareKind;
import org.triceras.engine.ir.op.UnaryKind;

/**
 * Elementwise float32 work on stretches of arrays. Source and destination may be the same stretch. The simple loops here are
 * turned into vector code by the compiler; what it cannot vectorise is done by {@link FloatFunctions}.
 */
final class FloatMath {
    private final FloatFunctions functions = Simd.kernels().functions();
    private final FloatArithmetic vectors = Simd.kernels().arithmetic();
    private final FloatUpdates updates = Simd.kernels().updates();
    private final FloatGradients gradients = Simd.kernels().gradients();

    private final Readiness[] unary = Readiness.of(UnaryKind.values());
    private final Readiness[] binary = Readiness.of(BinaryKind.values());
    private final Readiness[] binaryScalar = Readiness.of(BinaryKind.values());
    private final Readiness[] mask = Readiness.of(CompareKind.values());

    FloatUpdates updates() {
        return updates;
    }

    FloatGradients gradients() {
        return gradients;
    }

    void unary(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n) {
        if (FloatFunctions.has(kind)) {
            functions.apply(kind, x, xo, y, yo, n);
            return;
        }
        Readiness ready = unary[kind.ordinal()];
        int share = ready.share(n);
        long begun = ready.begin(share);
        int done = vectors.unary(kind, x, xo, y, yo, share) ? share : 0;
        ready.end(begun);
        if (done < n) {
            plainUnary(kind, x, xo + done, y, yo + done, n - done);
        }
    }

    private static void plainUnary(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n) {
        switch (kind) {
            case NEG:
                for (int i = 0; i < n; i++) {
                    y[yo + i] = -x[xo + i];
                }
                break;
            case ABS:
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.abs(x[xo + i]);
                }
                break;
            case SQUARE:
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i] * x[xo + i];
                }
                break;
            case SQRT:
                for (int i = 0; i < n; i++) {
                    y[yo + i] = (float) Math.sqrt(x[xo + i]);
                }
                break;
            case RECIPROCAL:
                for (int i = 0; i < n; i++) {
                    y[yo + i] = 1 / x[xo + i];
                }
                break;
            case RELU:
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(x[xo + i], 0);
                }
                break;
            default:
                DoubleUnaryOperator f = ScalarMath.unary(kind);
                for (int i = 0; i < n; i++) {
                    y[yo + i] = (float) f.applyAsDouble(x[xo + i]);
                }
        }
    }

    void binary(BinaryKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        Readiness ready = binary[kind.ordinal()];
        int share = ready.share(n);
        long begun = ready.begin(share);
        int done = vectors.binary(kind, a, ao, b, bo, c, co, share) ? share : 0;
        ready.end(begun);
        if (done < n) {
            plainBinary(kind, a, ao + done, b, bo + done, c, co + done, n - done);
        }
    }

    private static void plainBinary(BinaryKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        switch (kind) {
            case ADD:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] + b[bo + i];
                }
                break;
            case SUB:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] - b[bo + i];
                }
                break;
            case MUL:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] * b[bo + i];
                }
                break;
            case DIV:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] / b[bo + i];
                }
                break;
            case MAX:
                for (int i = 0; i < n; i++) {
                    c[co + i] = Math.max(a[ao + i], b[bo + i]);
                }
                break;
            case MIN:
                for (int i = 0; i < n; i++) {
                    c[co + i] = Math.min(a[ao + i], b[bo + i]);
                }
                break;
            default:
                DoubleBinaryOperator f = ScalarMath.binary(kind);
                for (int i = 0; i < n; i++) {
                    c[co + i] = (float) f.applyAsDouble(a[ao + i], b[bo + i]);
                }
        }
    }

    /** c = a op s. */
    void binaryRight(BinaryKind kind, float[] a, int ao, float s, float[] c, int co, int n) {
        Readiness ready = binaryScalar[kind.ordinal()];
        int share = ready.share(n);
        long begun = ready.begin(share);
        int done = vectors.binary(kind, a, ao, s, false, c, co, share) ? share : 0;
        ready.end(begun);
        if (done < n) {
            plainBinaryRight(kind, a, ao + done, s, c, co + done, n - done);
        }
    }

    private static void plainBinaryRight(BinaryKind kind, float[] a, int ao, float s, float[] c, int co, int n) {
        switch (kind) {
            case ADD:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] + s;
                }
                break;
            case SUB:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] - s;
                }
                break;
            case MUL:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] * s;
                }
                break;
            case DIV:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] / s;
                }
                break;
            case MAX:
                for (int i = 0; i < n; i++) {
                    c[co + i] = Math.max(a[ao + i], s);
                }
                break;
            case MIN:
                for (int i = 0; i < n; i++) {
                    c[co + i] = Math.min(a[ao + i], s);
                }
                break;
            default:
                DoubleBinaryOperator f = ScalarMath.binary(kind);
                for (int i = 0; i < n; i++) {
                    c[co + i] = (float) f.applyAsDouble(a[ao + i], s);
                }
        }
    }

    /** c = s op b. */
    void binaryLeft(BinaryKind kind, float s, float[] b, int bo, float[] c, int co, int n) {
        if (vectors.binary(kind, b, bo, s, true, c, co, n)) {
            return;
        }
        if (kind.isCommutative()) {
            binaryRight(kind, b, bo, s, c, co, n);
        } else if (kind == BinaryKind.SUB) {
            for (int i = 0; i < n; i++) {
                c[co + i] = s - b[bo + i];
            }
        } else if (kind == BinaryKind.DIV) {
            for (int i = 0; i < n; i++) {
                c[co + i] = s / b[bo + i];
            }
        } else {
            DoubleBinaryOperator f = ScalarMath.binary(kind);
            for (int i = 0; i < n; i++) {
                c[co + i] = (float) f.applyAsDouble(s, b[bo + i]);
            }
        }
    }

    void compare(CompareKind kind, float[] a, int ao, float[] b, int bo, boolean[] c, int co, int n) {
        if (vectors.compare(kind, a, ao, b, bo, c, co, n)) {
            return;
        }
        switch (kind) {
            case EQ:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] == b[bo + i];
                }
                break;
            case NE:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] != b[bo + i];
                }
                break;
            case LT:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] < b[bo + i];
                }
                break;
            case LE:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] <= b[bo + i];
                }
                break;
            case GT:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] > b[bo + i];
                }
                break;
            case GE:
                for (int i = 0; i < n; i++) {
                    c[co + i] = a[ao + i] >= b[bo + i];
                }
                break;
        }
    }

    /** c = a op b ? 1 : 0. */
    void mask(CompareKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        Readiness ready = mask[kind.ordinal()];
        int share = ready.share(n);
        long begun = ready.begin(share);
        int done = vectors.mask(kind, a, ao, b, bo, c, co, share) ? share : 0;
        ready.end(begun);
        if (done < n) {
            plainMask(kind, a, ao + done, b, bo + done, c, co + done, n - done);
        }
    }

    private static void plainMask(CompareKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            float x = a[ao + i];
            float y = b[bo + i];
            boolean is = switch (kind) {
                case EQ -> x == y;
                case NE -> x != y;
                case LT -> x < y;
                case LE -> x <= y;
                case GT -> x > y;
                case GE -> x >= y;
            };
            c[co + i] = is ? 1 : 0;
        }
    }

    /** c = condition ? a : b. */
    void select(boolean[] condition, int qo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        if (vectors.select(condition, qo, a, ao, b, bo, c, co, n)) {
            return;
        }
        for (int i = 0; i < n; i++) {
            c[co + i] = condition[qo + i] ? a[ao + i] : b[bo + i];
        }
    }

    /** c = x ? 1 : 0. */
    void fromBooleans(boolean[] x, int xo, float[] c, int co, int n) {
        if (vectors.fromBooleans(x, xo, c, co, n)) {
            return;
        }
        for (int i = 0; i < n; i++) {
            c[co + i] = x[xo + i] ? 1 : 0;
        }
    }

    void uniform(long key, long counter, int first, float[] to, int at, int n) {
        vectors.uniform(key, counter, first, to, at, n);
    }

    /** Unsigned bytes to floats. */
    void fromBytes(byte[] x, int xo, float[] c, int co, int n) {
        if (vectors.fromBytes(x, xo, c, co, n)) {
            return;
        }
        for (int i = 0; i < n; i++) {
            c[co + i] = x[xo + i] & 0xff;
        }
    }
}
