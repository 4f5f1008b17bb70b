package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** Counts 0, 1, 2, ... along one axis, the same along all others. */
public record Iota(Spec spec, int axis) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        spec.shape().axis(axis);
        return spec;
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return List.of();
    }
}
