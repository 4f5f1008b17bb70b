package org.triceras.engine.backend.jvm.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.triceras.engine.backend.jvm.Simd;

/**
 * The vector width of all kernels loaded by this class loader.
 *
 * <p>No kernel passes vectors to a method of its own, or returns one: where C2 does not inline the call, since the callee was compiled before or a
 * limit is reached, each of them is an object, for as long as the program runs. For the same reason what a loop carries is an operand, not a receiver:
 * {@code FloatVector.fromArray(S, x, i).add(sum)}, not {@code sum.add(...)}, whose class C2 has to guess from earlier calls.
 */
final class Lanes {
    private static final int BITS = bits();

    static final VectorSpecies<Float> FLOAT = FloatVector.SPECIES_MAX.withShape(VectorShape.forBitSize(BITS));
    static final VectorSpecies<Integer> INT = IntVector.SPECIES_MAX.withShape(VectorShape.forBitSize(BITS));
    static final VectorSpecies<Double> DOUBLE = DoubleVector.SPECIES_MAX.withShape(VectorShape.forBitSize(BITS));

    /** Floats in a vector. */
    static final int WIDTH = FLOAT.length();

    /** AVX-512 and ARM have 32 vector registers, older x86 has 16. */
    static final boolean MANY_REGISTERS =
            BITS == 512 || System.getProperty("os.arch", "").startsWith("aarch");

    private Lanes() {}

    private static int bits() {
        int requested = Simd.requestedBits(Lanes.class.getClassLoader());
        return requested != 0 ? requested : Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    }
}
