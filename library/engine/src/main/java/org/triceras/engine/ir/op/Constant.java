package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** A concrete tensor used in a graph. Constants of one element are equal by value, larger ones by identity. */
public record Constant(Tensor value) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        return value.spec();
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return List.of();
    }

    /** True for a scalar of this value. */
    public boolean isScalar(double expected) {
        return value.shape().rank() == 0 && value.item() == expected;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Constant constant) || !constant.value.spec().equals(value.spec())) {
            return false;
        }
        return constant.value == value
                || (value.shape().rank() == 0 && Double.compare(value.item(), constant.value.item()) == 0);
    }

    @Override
    public int hashCode() {
        return value.spec().hashCode();
    }

    @Override
    public String toString() {
        return value.shape().rank() == 0 ? "Constant[" + value.item() + "]" : "Constant[...]";
    }
}
