package org.triceras.engine.ops;

import java.util.List;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * One operation with inputs to try it on.
 *
 * @param differentiable the gradient is checked too; inputs then stay off kinks and poles
 */
record OpSample(String name, Op op, List<In> inputs, boolean differentiable) {
    /** A random input: uniform in [low, high), rounded for integers. */
    record In(Spec spec, double low, double high) {
        Tensor make(long seed, DType floats) {
            DType type = spec.dtype().isFloat() ? floats : spec.dtype();
            Tensor u = RandomTensors.uniform(RandomTensors.seed(seed, 17), spec.shape(), low, high);
            return type == DType.BOOL ? u.gt((low + high) / 2) : u.cast(type);
        }
    }

    static In f32(double low, double high, int... shape) {
        return new In(new Spec(Shape.of(shape), DType.FLOAT32), low, high);
    }

    static In of(DType type, double low, double high, int... shape) {
        return new In(new Spec(Shape.of(shape), type), low, high);
    }

    List<Tensor> tensors(DType floats) {
        List<Tensor> made = new java.util.ArrayList<>();
        for (In in : inputs) {
            made.add(in.make(1000 + made.size(), floats));
        }
        return made;
    }

    @Override
    public String toString() {
        return name;
    }
}
