package org.triceras.engine.backend.jvm.simd;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.Nonzeros;
import org.triceras.engine.backend.jvm.Readiness;
import org.triceras.engine.backend.jvm.SparseTiles;

/**
 * Micro-kernels of products whose left operand has many zeros: one row x 8 vectors of sums, and 8 loads of B for each number of A. A Zen 5 core with
 * AVX-512 does one multiply-add of a vector a cycle so, with B in the first-level cache and its rows at the start of cache lines (0.6 elsewhere), where the dense
 * tiles do 1.6: below half of all numbers this is quicker. Two rows x 4 vectors reach 0.8.
 */
final class SimdSparseTiles implements SparseTiles {
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Integer> I = Lanes.INT;
    private static final int W = Lanes.WIDTH;
    private static final int COLUMNS = 8 * W;
    private static final IntVector PLACES = IntVector.zero(I).addIndex(COLUMNS);

    /**
     * Vectors without the lanes that a mask lacks, or null. A core goes through 1.8 numbers a cycle with them, plain code through one in four cycles.
     */
    private static final MethodHandle COMPRESS_FLOATS = find(FloatVector.class);

    private static final MethodHandle COMPRESS_INTS = find(IntVector.class);

    /** Rows of a product, one after another, as long as the kernel isn't compiled. */
    private static final int SHORT_RUNS = 4;

    private final Readiness readiness = new Readiness();

    /** Methods of the Vector API since JDK 19, which are instructions with AVX-512 and SVE, and since JDK 23 with AVX2; else they would be a loop over objects. */
    private static MethodHandle find(Class<?> vector) {
        boolean isArm = System.getProperty("os.arch", "").startsWith("aarch");
        boolean isInstruction = W == 16 || (isArm ? W > 4 : Runtime.version().feature() >= 23);
        try {
            return isInstruction
                    ? MethodHandles.lookup()
                            .findVirtual(vector, "compress", MethodType.methodType(vector, VectorMask.class))
                    : null;
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public int find(float[] x, int xo, int n, float[] values, int[] offsets, int at) {
        int p = 0;
        if (COMPRESS_INTS != null) {
            try {
                for (; p + W <= n; p += W) {
                    FloatVector v = FloatVector.fromArray(S, x, xo + p);
                    VectorMask<Float> isKept = v.compare(VectorOperators.NE, FloatVector.zero(S));
                    IntVector places = PLACES.add(IntVector.broadcast(I, p * COLUMNS));
                    ((FloatVector) COMPRESS_FLOATS.invokeExact(v, (VectorMask) isKept)).intoArray(values, at);
                    ((IntVector) COMPRESS_INTS.invokeExact(places, (VectorMask) isKept.cast(I))).intoArray(offsets, at);
                    at += isKept.trueCount();
                }
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e); // which compress does not throw
            }
        }
        return Nonzeros.find(x, xo, p, n, COLUMNS, values, offsets, at);
    }

    @Override
    public void multiply(
            int rows,
            float[] values,
            int[] offsets,
            int[] starts,
            int s,
            int step,
            float[] b,
            int bo,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        if (readiness.isReady()) {
            multiplyRows(rows, values, offsets, starts, s, step, b, bo, c, co, ldc, accumulate);
            return;
        }
        for (int i = 0; i < rows; i++) {
            int at = s + i * step;
            if (i < SHORT_RUNS) {
                long begun = readiness.begin(1);
                multiplyRows(1, values, offsets, starts, at, step, b, bo, c, co + i * ldc, ldc, accumulate);
                readiness.end(begun);
            } else {
                multiplyPlain(values, offsets, starts[at], starts[at + 1], b, bo, c, co + i * ldc, accumulate);
            }
        }
    }

    private static void multiplyPlain(
            float[] values, int[] offsets, int from, int to, float[] b, int bo, float[] c, int co, boolean accumulate) {
        if (!accumulate) {
            Arrays.fill(c, co, co + COLUMNS, 0);
        }
        for (int q = from; q < to; q++) {
            float value = values[q];
            int at = bo + offsets[q];
            for (int j = 0; j < COLUMNS; j++) {
                c[co + j] = Math.fma(value, b[at + j], c[co + j]);
            }
        }
    }

    private static void multiplyRows(
            int rows,
            float[] values,
            int[] offsets,
            int[] starts,
            int s,
            int step,
            float[] b,
            int bo,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        for (int i = 0; i < rows; i++) {
            FloatVector x0 = FloatVector.zero(S);
            FloatVector x1 = FloatVector.zero(S);
            FloatVector x2 = FloatVector.zero(S);
            FloatVector x3 = FloatVector.zero(S);
            FloatVector x4 = FloatVector.zero(S);
            FloatVector x5 = FloatVector.zero(S);
            FloatVector x6 = FloatVector.zero(S);
            FloatVector x7 = FloatVector.zero(S);
            if (accumulate) {
                x0 = FloatVector.fromArray(S, c, co);
                x1 = FloatVector.fromArray(S, c, co + 1 * W);
                x2 = FloatVector.fromArray(S, c, co + 2 * W);
                x3 = FloatVector.fromArray(S, c, co + 3 * W);
                x4 = FloatVector.fromArray(S, c, co + 4 * W);
                x5 = FloatVector.fromArray(S, c, co + 5 * W);
                x6 = FloatVector.fromArray(S, c, co + 6 * W);
                x7 = FloatVector.fromArray(S, c, co + 7 * W);
            }
            int end = starts[s + 1];
            for (int q = starts[s]; q < end; q++) {
                FloatVector t = FloatVector.broadcast(S, values[q]);
                int at = bo + offsets[q];
                x0 = t.fma(FloatVector.fromArray(S, b, at), x0);
                x1 = t.fma(FloatVector.fromArray(S, b, at + 1 * W), x1);
                x2 = t.fma(FloatVector.fromArray(S, b, at + 2 * W), x2);
                x3 = t.fma(FloatVector.fromArray(S, b, at + 3 * W), x3);
                x4 = t.fma(FloatVector.fromArray(S, b, at + 4 * W), x4);
                x5 = t.fma(FloatVector.fromArray(S, b, at + 5 * W), x5);
                x6 = t.fma(FloatVector.fromArray(S, b, at + 6 * W), x6);
                x7 = t.fma(FloatVector.fromArray(S, b, at + 7 * W), x7);
            }
            x0.intoArray(c, co);
            x1.intoArray(c, co + 1 * W);
            x2.intoArray(c, co + 2 * W);
            x3.intoArray(c, co + 3 * W);
            x4.intoArray(c, co + 4 * W);
            x5.intoArray(c, co + 5 * W);
            x6.intoArray(c, co + 6 * W);
            x7.intoArray(c, co + 7 * W);
            s += step;
            co += ldc;
        }
    }
}
