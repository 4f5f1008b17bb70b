package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** Takes single elements by index along one axis (NumPy's take_along_axis). Other axes of input and indices agree. */
public record GatherAlong(int axis) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        Spec indices = inputs.get(1);
        Checks.isIndex(this, indices);
        int at = x.shape().axis(axis);
        Checks.require(
                indices.shape().rank() == x.shape().rank()
                        && indices.shape().with(at, 0).equals(x.shape().with(at, 0)),
                this,
                "all axes but axis " + axis + " must agree. Received " + x.shape() + " and indices " + indices.shape()
                        + ".");
        return x.with(indices.shape());
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        int size = node.input(0).spec().shape().dim(axis);
        return Checks.gradients(
                Tensor.emit(new ScatterAddAlong(axis, size), node.input(1).tensor(), dy), null);
    }
}
