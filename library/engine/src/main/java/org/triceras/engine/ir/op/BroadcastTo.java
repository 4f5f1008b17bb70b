package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Repeats axes of length 1 (and adds leading ones) to reach a shape; an unknown length there means that of the input. */
public record BroadcastTo(Shape target) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        Shape whole = whole(x.shape());
        Checks.require(
                whole.isKnown() && Shape.broadcast(x.shape(), whole).equals(whole),
                this,
                "shape " + x.shape() + " cannot be broadcast to " + target + ".");
        return x.with(whole);
    }

    private Shape whole(Shape from) {
        Shape whole = target;
        int more = target.rank() - from.rank();
        for (int i = Math.max(0, more); i < target.rank(); i++) {
            if (target.dim(i) == Shape.UNKNOWN) {
                whole = whole.with(i, from.dim(i - more));
            }
        }
        return whole;
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(dy.sumTo(node.input(0).spec().shape()));
    }
}
