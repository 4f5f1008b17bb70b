package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/** The int32 index of the largest (or smallest) element along one axis, which disappears; the first one of equals. */
public record ArgReduce(boolean max, int axis) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        Checks.require(x.shape().dim(axis) > 0, this, "axis " + axis + " of " + x.shape() + " has no elements.");
        return new Spec(x.shape().without(axis), DType.INT32);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.noGradient(1);
    }
}
