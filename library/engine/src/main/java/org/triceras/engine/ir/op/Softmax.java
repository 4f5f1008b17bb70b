package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** exp(x) / sum(exp(x)) along the last axis. */
public record Softmax() implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Checks.isFloat(this, inputs.get(0));
        Checks.hasClasses(this, inputs.get(0));
        return inputs.get(0);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Tensor y = node.tensor();
        Tensor weighted = dy.mul(y);
        return Checks.gradients(weighted.sub(y.mul(weighted.sum(-1, true))));
    }

    @Override
    public Tensor expand(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor e = x.sub(x.max(-1, true).stopGradient()).exp();
        return e.div(e.sum(-1, true));
    }
}
