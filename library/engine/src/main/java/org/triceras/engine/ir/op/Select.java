package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Picks from the second operand where the first is true, else from the third; all three broadcast. */
public record Select() implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Checks.isBool(this, inputs.get(0));
        Spec a = inputs.get(1);
        Spec b = inputs.get(2);
        Checks.sameType(this, a, b);
        return a.with(Shape.broadcast(inputs.get(0).shape(), Shape.broadcast(a.shape(), b.shape())));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Tensor condition = node.input(0).tensor();
        return Checks.gradients(
                null,
                condition.where(dy, 0).sumTo(node.input(1).spec().shape()),
                condition.where(dy.zerosLike(), dy).sumTo(node.input(2).spec().shape()));
    }
}
