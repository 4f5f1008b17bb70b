package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** Its input, treated as a constant by differentiation. */
public record StopGradient() implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        return inputs.get(0);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.noGradient(1);
    }
}
