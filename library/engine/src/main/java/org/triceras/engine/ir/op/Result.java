package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** One result of an operation that has several. Differentiation handles it by routing; it computes nothing. */
public record Result(int index, Spec spec) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        return spec;
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        throw new AssertionError("routed by Gradients");
    }

    @Override
    public boolean allowsUnknown() {
        return true;
    }
}
