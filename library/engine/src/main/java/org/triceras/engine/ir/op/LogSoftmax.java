package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** The logarithm of {@link Softmax}, without its loss of precision. */
public record LogSoftmax() implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Checks.isFloat(this, inputs.get(0));
        Checks.hasClasses(this, inputs.get(0));
        return inputs.get(0);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(dy.sub(node.tensor().exp().mul(dy.sum(-1, true))));
    }

    @Override
    public Tensor expand(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor shifted = x.sub(x.max(-1, true).stopGradient());
        return shifted.sub(shifted.exp().sum(-1, true).log());
    }
}
