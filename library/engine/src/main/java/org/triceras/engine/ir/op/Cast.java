package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/** Converts the element type as Java does: fractions are cut, any non-zero is true. */
public record Cast(DType to) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        return inputs.get(0).with(to);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        DType from = node.input(0).spec().dtype();
        return Checks.gradients(from.isFloat() && to.isFloat() ? dy.cast(from) : null);
    }
}
