package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.FloatArithmetic;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.CompareKind;
import org.triceras.engine.ir.op.UnaryKind;

/** One short loop per operation: a load or two, the operation, a store. Bound by the first-level cache on tiles, by memory beyond. */
final class SimdArithmetic implements FloatArithmetic {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    /** As many bytes as there are lanes, but eight at least: there are no shorter vectors. */
    private static final VectorSpecies<Byte> BYTES = W == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    @Override
    public boolean unary(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n) {
        switch (kind) {
            case NEG:
                neg(x, xo, y, yo, n);
                return true;
            case ABS:
                abs(x, xo, y, yo, n);
                return true;
            case SQUARE:
                square(x, xo, y, yo, n);
                return true;
            case SQRT:
                sqrt(x, xo, y, yo, n);
                return true;
            case RECIPROCAL:
                divideInto(x, xo, 1, y, yo, n);
                return true;
            case RELU:
                relu(x, xo, y, yo, n);
                return true;
            default:
                return false;
        }
    }

    private static void neg(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, x, xo + i).neg().intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = -x[xo + i];
        }
    }

    private static void abs(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, x, xo + i).abs().intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.abs(x[xo + i]);
        }
    }

    private static void square(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.mul(v).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = x[xo + i] * x[xo + i];
        }
    }

    private static void sqrt(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, x, xo + i).sqrt().intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = (float) Math.sqrt(x[xo + i]);
        }
    }

    /** A comparison and a blend: the maximum takes three times as many instructions, for the sign of zeros and for NaN. */
    private static void relu(float[] x, int xo, float[] y, int yo, int n) {
        FloatVector zero = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.blend(zero, v.compare(VectorOperators.LE, zero)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.max(x[xo + i], 0);
        }
    }

    @Override
    public void uniform(long key, long counter, int first, float[] to, int at, int n) {
        SimdRandom.uniform(key, counter, first, to, at, n);
    }

    @Override
    public boolean binary(BinaryKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        switch (kind) {
            case ADD:
                add(a, ao, b, bo, c, co, n);
                return true;
            case SUB:
                sub(a, ao, b, bo, c, co, n);
                return true;
            case MUL:
                mul(a, ao, b, bo, c, co, n);
                return true;
            case DIV:
                div(a, ao, b, bo, c, co, n);
                return true;
            case MAX:
                max(a, ao, b, bo, c, co, n);
                return true;
            case MIN:
                min(a, ao, b, bo, c, co, n);
                return true;
            default:
                return false;
        }
    }

    @Override
    public boolean binary(BinaryKind kind, float[] a, int ao, float s, boolean scalarFirst, float[] c, int co, int n) {
        switch (kind) {
            case ADD:
                add(a, ao, s, c, co, n);
                return true;
            case MUL:
                mul(a, ao, s, c, co, n);
                return true;
            case MAX:
                max(a, ao, s, c, co, n);
                return true;
            case MIN:
                min(a, ao, s, c, co, n);
                return true;
            case SUB:
                if (scalarFirst) {
                    subFrom(a, ao, s, c, co, n);
                } else {
                    sub(a, ao, s, c, co, n);
                }
                return true;
            case DIV:
                if (scalarFirst) {
                    divideInto(a, ao, s, c, co, n);
                } else {
                    div(a, ao, s, c, co, n);
                }
                return true;
            default:
                return false;
        }
    }

    private static void add(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i)
                    .add(FloatVector.fromArray(S, b, bo + i))
                    .intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] + b[bo + i];
        }
    }

    private static void add(float[] a, int ao, float s, float[] c, int co, int n) {
        FloatVector v = FloatVector.broadcast(S, s);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i).add(v).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] + s;
        }
    }

    private static void sub(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i)
                    .sub(FloatVector.fromArray(S, b, bo + i))
                    .intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] - b[bo + i];
        }
    }

    private static void sub(float[] a, int ao, float s, float[] c, int co, int n) {
        FloatVector v = FloatVector.broadcast(S, s);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i).sub(v).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] - s;
        }
    }

    private static void mul(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i)
                    .mul(FloatVector.fromArray(S, b, bo + i))
                    .intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] * b[bo + i];
        }
    }

    private static void mul(float[] a, int ao, float s, float[] c, int co, int n) {
        FloatVector v = FloatVector.broadcast(S, s);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i).mul(v).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] * s;
        }
    }

    private static void div(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i)
                    .div(FloatVector.fromArray(S, b, bo + i))
                    .intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] / b[bo + i];
        }
    }

    private static void div(float[] a, int ao, float s, float[] c, int co, int n) {
        FloatVector v = FloatVector.broadcast(S, s);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i).div(v).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] / s;
        }
    }

    private static void max(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i)
                    .max(FloatVector.fromArray(S, b, bo + i))
                    .intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = Math.max(a[ao + i], b[bo + i]);
        }
    }

    private static void max(float[] a, int ao, float s, float[] c, int co, int n) {
        FloatVector v = FloatVector.broadcast(S, s);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i).max(v).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = Math.max(a[ao + i], s);
        }
    }

    private static void min(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i)
                    .min(FloatVector.fromArray(S, b, bo + i))
                    .intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = Math.min(a[ao + i], b[bo + i]);
        }
    }

    private static void min(float[] a, int ao, float s, float[] c, int co, int n) {
        FloatVector v = FloatVector.broadcast(S, s);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector.fromArray(S, a, ao + i).min(v).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = Math.min(a[ao + i], s);
        }
    }

    private static void subFrom(float[] a, int ao, float s, float[] c, int co, int n) {
        FloatVector v = FloatVector.broadcast(S, s);
        int i = 0;
        for (; i <= n - W; i += W) {
            v.sub(FloatVector.fromArray(S, a, ao + i)).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = s - a[ao + i];
        }
    }

    private static void divideInto(float[] a, int ao, float s, float[] c, int co, int n) {
        FloatVector v = FloatVector.broadcast(S, s);
        int i = 0;
        for (; i <= n - W; i += W) {
            v.div(FloatVector.fromArray(S, a, ao + i)).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = s / a[ao + i];
        }
    }

    @Override
    public boolean compare(CompareKind kind, float[] a, int ao, float[] b, int bo, boolean[] c, int co, int n) {
        switch (kind) {
            case GT:
                greater(a, ao, b, bo, c, co, n);
                return true;
            case LT:
                greater(b, bo, a, ao, c, co, n);
                return true;
            case GE:
                greaterOrEqual(a, ao, b, bo, c, co, n);
                return true;
            case LE:
                greaterOrEqual(b, bo, a, ao, c, co, n);
                return true;
            default:
                return false;
        }
    }

    private static void greater(float[] a, int ao, float[] b, int bo, boolean[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector x = FloatVector.fromArray(S, a, ao + i);
            x.compare(VectorOperators.GT, FloatVector.fromArray(S, b, bo + i)).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] > b[bo + i];
        }
    }

    private static void greaterOrEqual(float[] a, int ao, float[] b, int bo, boolean[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector x = FloatVector.fromArray(S, a, ao + i);
            x.compare(VectorOperators.GE, FloatVector.fromArray(S, b, bo + i)).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] >= b[bo + i];
        }
    }

    @Override
    public boolean mask(CompareKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        switch (kind) {
            case GT:
                maskGreater(a, ao, b, bo, c, co, n);
                return true;
            case LT:
                maskGreater(b, bo, a, ao, c, co, n);
                return true;
            case GE:
                maskGreaterOrEqual(a, ao, b, bo, c, co, n);
                return true;
            case LE:
                maskGreaterOrEqual(b, bo, a, ao, c, co, n);
                return true;
            default:
                return false;
        }
    }

    private static void maskGreater(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        FloatVector zero = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector x = FloatVector.fromArray(S, a, ao + i);
            zero.blend(1f, x.compare(VectorOperators.GT, FloatVector.fromArray(S, b, bo + i)))
                    .intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] > b[bo + i] ? 1 : 0;
        }
    }

    private static void maskGreaterOrEqual(float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        FloatVector zero = FloatVector.zero(S);
        int i = 0;
        for (; i <= n - W; i += W) {
            FloatVector x = FloatVector.fromArray(S, a, ao + i);
            zero.blend(1f, x.compare(VectorOperators.GE, FloatVector.fromArray(S, b, bo + i)))
                    .intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = a[ao + i] >= b[bo + i] ? 1 : 0;
        }
    }

    @Override
    public boolean fromBooleans(boolean[] x, int xo, float[] c, int co, int n) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1f);
        int i = 0;
        for (; i <= n - W; i += W) {
            VectorMask<Float> mask = VectorMask.fromArray(S, x, xo + i);
            zero.blend(one, mask).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = x[xo + i] ? 1 : 0;
        }
        return true;
    }

    @Override
    public boolean fromBytes(byte[] x, int xo, float[] c, int co, int n) {
        int i = 0;
        // Not ZERO_EXTEND_B2I: where it is not compiled yet, Java 17 fails on it. Four lanes take the lower half of
        // eight bytes.
        for (; i <= n - Math.max(W, 8); i += W) {
            IntVector bytes =
                    (IntVector) ByteVector.fromArray(BYTES, x, xo + i).convertShape(VectorOperators.B2I, Lanes.INT, 0);
            ((FloatVector) bytes.and(0xff).convertShape(VectorOperators.I2F, S, 0)).intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = x[xo + i] & 0xff;
        }
        return true;
    }

    @Override
    public boolean select(boolean[] condition, int qo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        int i = 0;
        for (; i <= n - W; i += W) {
            VectorMask<Float> mask = VectorMask.fromArray(S, condition, qo + i);
            FloatVector.fromArray(S, b, bo + i)
                    .blend(FloatVector.fromArray(S, a, ao + i), mask)
                    .intoArray(c, co + i);
        }
        for (; i < n; i++) {
            c[co + i] = condition[qo + i] ? a[ao + i] : b[bo + i];
        }
        return true;
    }
}
