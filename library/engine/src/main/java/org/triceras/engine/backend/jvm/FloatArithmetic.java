package org.triceras.engine.backend.jvm;

import org.triceras.engine.backend.Philox;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.CompareKind;
import org.triceras.engine.ir.op.UnaryKind;

/**
 * Elementwise float32 arithmetic on stretches of arrays with vectors; source and destination may be the same stretch. Every method says
 * whether it knows the kind: what it does not know is left to plain loops, which give the same bits.
 *
 * <p>C2 does not vectorise such loops by itself when the stretches start at different offsets.
 */
public interface FloatArithmetic {
    /** y = op x. */
    boolean unary(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n);

    /** c = a op b. */
    boolean binary(BinaryKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n);

    /** c = a op s, or s op a. */
    boolean binary(BinaryKind kind, float[] a, int ao, float s, boolean scalarFirst, float[] c, int co, int n);

    boolean compare(CompareKind kind, float[] a, int ao, float[] b, int bo, boolean[] c, int co, int n);

    /** c = a op b ? 1 : 0, without booleans in between. */
    boolean mask(CompareKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n);

    /** c = x ? 1 : 0. */
    boolean fromBooleans(boolean[] x, int xo, float[] c, int co, int n);

    /** c = x, bytes without sign. */
    boolean fromBytes(byte[] x, int xo, float[] c, int co, int n);

    /** c = condition ? a : b. */
    default boolean select(
            boolean[] condition, int qo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        return false;
    }

    /** Numbers {@code first} to {@code first + n - 1} of {@link Philox}'s stream, in [0, 1). */
    default void uniform(long key, long counter, int first, float[] to, int at, int n) {
        Philox.uniform(key, counter, first, to, at, n);
    }

    /** Knows nothing. */
    FloatArithmetic NONE = new FloatArithmetic() {
        @Override
        public boolean unary(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n) {
            return false;
        }

        @Override
        public boolean binary(BinaryKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
            return false;
        }

        @Override
        public boolean binary(
                BinaryKind kind, float[] a, int ao, float s, boolean scalarFirst, float[] c, int co, int n) {
            return false;
        }

        @Override
        public boolean compare(CompareKind kind, float[] a, int ao, float[] b, int bo, boolean[] c, int co, int n) {
            return false;
        }

        @Override
        public boolean mask(CompareKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
            return false;
        }

        @Override
        public boolean fromBooleans(boolean[] x, int xo, float[] c, int co, int n) {
            return false;
        }

        @Override
        public boolean fromBytes(byte[] x, int xo, float[] c, int co, int n) {
            return false;
        }
    };
}
