package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.Philox;
import org.triceras.engine.backend.jvm.Readiness;

/**
 * {@link Philox} with one block per long lane: each of the four words of a block is the low half of a lane, and the product of a round is
 * the whole lane. About 4 instructions a number; 1.1 ns for scalar code's 3.6 on one core of a Zen 5.
 */
final class SimdRandom {
    private static final VectorSpecies<Long> L = LongVector.SPECIES_MAX.withShape(Lanes.FLOAT.vectorShape());
    private static final int BLOCKS = L.length();
    private static final long LOW = 0xffffffffL;

    /** Each lane of the lower and of the upper half twice. */
    private static final VectorShuffle<Long> LOWER = twice(0);

    private static final VectorShuffle<Long> UPPER = twice(BLOCKS / 2);

    /** Every other lane. */
    private static final VectorMask<Long> ODD = VectorMask.fromLong(L, 0xaaaaaaaaaaaaaaaaL);

    private static final IntVector ZERO = IntVector.zero(Lanes.INT);

    private static final LongVector COUNT = LongVector.zero(L).addIndex(1);

    private static final Readiness READINESS = new Readiness();

    private SimdRandom() {}

    private static VectorShuffle<Long> twice(int first) {
        int[] lanes = new int[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            lanes[i] = first + i / 2;
        }
        return VectorShuffle.fromArray(L, lanes, 0);
    }

    /**
     * See {@link Philox#uniform(long, long, int, float[], int, int)}. A program's first weights are made before anything is compiled, see {@link
     * Readiness}.
     */
    static void uniform(long key, long counter, int first, float[] to, int at, int n) {
        int head = Math.min(n, -first & 3);
        Philox.uniform(key, counter, first, to, at, head);
        int i = head;
        int end = READINESS.isReady() ? n : Math.min(n, head + 4 * BLOCKS);
        long begun = READINESS.begin(end - i);
        // The only call: inlined twice, the vectors of one might be more than C2's limits allow, and be boxed for good.
        for (; i <= end - 4 * BLOCKS; i += 4 * BLOCKS) {
            blocks(key, counter, first + i >>> 2, to, at + i);
        }
        READINESS.end(begun);
        Philox.uniform(key, counter, first + i, to, at + i, n - i);
    }

    private static void blocks(long key, long counter, int block, float[] to, int at) {
        LongVector c0 = COUNT.add(block);
        LongVector c1 = LongVector.zero(L);
        LongVector c2 = LongVector.broadcast(L, counter & LOW);
        LongVector c3 = LongVector.broadcast(L, counter >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < 10; round++) {
            LongVector p0 = c0.mul(0xD2511F53L);
            LongVector p1 = c2.mul(0xCD9E8D57L);
            c0 = p1.lanewise(VectorOperators.LSHR, 32)
                    .lanewise(VectorOperators.XOR, c1)
                    .lanewise(VectorOperators.XOR, k0 & LOW);
            c2 = p0.lanewise(VectorOperators.LSHR, 32)
                    .lanewise(VectorOperators.XOR, c3)
                    .lanewise(VectorOperators.XOR, k1 & LOW);
            c1 = p1.and(LOW);
            c3 = p0.and(LOW);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        LongVector even = c1.lanewise(VectorOperators.LSHL, 32).or(c0);
        LongVector odd = c3.lanewise(VectorOperators.LSHL, 32).or(c2);
        // The lanes of both in turn. Java 17 allocates in the rearrange of two vectors.
        LongVector lower = even.rearrange(LOWER).blend(odd.rearrange(LOWER), ODD);
        LongVector upper = even.rearrange(UPPER).blend(odd.rearrange(UPPER), ODD);
        // Species and receivers that the compiler knows, as the results of reinterpretAsInts are not: Java 17 would
        // call them, and box the vectors.
        ((FloatVector) ZERO.or(lower.reinterpretAsInts())
                        .lanewise(VectorOperators.LSHR, 8)
                        .convertShape(VectorOperators.I2F, Lanes.FLOAT, 0))
                .mul(0x1p-24f)
                .intoArray(to, at);
        ((FloatVector) ZERO.or(upper.reinterpretAsInts())
                        .lanewise(VectorOperators.LSHR, 8)
                        .convertShape(VectorOperators.I2F, Lanes.FLOAT, 0))
                .mul(0x1p-24f)
                .intoArray(to, at + 2 * BLOCKS);
    }
}
