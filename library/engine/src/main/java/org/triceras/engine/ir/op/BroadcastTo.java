package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Repeats axes of length 1 (and adds leading ones) to reach a shape. */
public record BroadcastTo(Shape target) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        Checks.require(
                Shape.broadcast(x.shape(), target).equals(target),
                this,
                "shape " + x.shape() + " cannot be broadcast to " + target + ".");
        return x.with(target);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(dy.sumTo(node.input(0).spec().shape()));
    }
}
