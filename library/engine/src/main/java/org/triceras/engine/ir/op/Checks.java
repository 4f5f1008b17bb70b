package org.triceras.engine.ir.op;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** The messages that shape checks share. */
final class Checks {
    private Checks() {}

    static void rank(Object op, String what, Spec spec, int rank) {
        if (spec.shape().rank() != rank) {
            throw new ShapeException(op + ": " + what + " has the wrong number of axes. Expected " + rank
                    + ". Received shape " + spec.shape() + ".");
        }
    }

    static void isFloat(Object op, Spec spec) {
        if (!spec.dtype().isFloat()) {
            throw new DTypeException(
                    op + ": expected float32 or float64. Received " + spec + ". Try cast(\"float32\").");
        }
    }

    static void isIndex(Object op, Spec spec) {
        if (!spec.dtype().isInteger()) {
            throw new DTypeException(op + ": indices must be integers. Received " + spec + ". Try cast(\"int32\").");
        }
    }

    static void isBool(Object op, Spec spec) {
        if (spec.dtype() != org.triceras.engine.tensor.DType.BOOL) {
            throw new DTypeException(op + ": expected bool. Received " + spec + ". Try a comparison such as x.ne(0).");
        }
    }

    static void sameType(Object op, Spec a, Spec b) {
        if (a.dtype() != b.dtype()) {
            throw new DTypeException(op + ": both operands must have one dtype. Received " + a + " and " + b
                    + ". Try cast on one of them.");
        }
    }

    static void require(boolean condition, Object op, String expectedAndReceived) {
        if (!condition) {
            throw new ShapeException(op + ": " + expectedAndReceived);
        }
    }

    static void hasClasses(Object op, Spec spec) {
        require(
                spec.shape().last() > 0,
                op,
                "expected at least one class on the last axis. Received shape " + spec.shape() + ".");
    }

    /** A list of {@code count} nulls: no gradient flows to any input. */
    static List<Tensor> noGradient(int count) {
        return Collections.nCopies(count, null);
    }

    static List<Tensor> gradients(Tensor... gradients) {
        return Arrays.asList(gradients);
    }
}
