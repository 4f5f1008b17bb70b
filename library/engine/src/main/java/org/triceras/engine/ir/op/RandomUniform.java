package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * Uniform float32 numbers in [0, 1) with 24 random bits each, from Philox4x32-10. Input: an int64 tensor {@code [key, counter]};
 * element i depends on key, counter and i alone, so the numbers are the same on any backend and any number of threads.
 */
public record RandomUniform(Shape shape) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec seed = inputs.get(0);
        if (seed.dtype() != DType.INT64 || !seed.shape().equals(Shape.of(2))) {
            throw new DTypeException(
                    this + ": expected a seed int64(2,) that holds key and counter. Received " + seed + ".");
        }
        return new Spec(shape, DType.FLOAT32);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.noGradient(1);
    }
}
