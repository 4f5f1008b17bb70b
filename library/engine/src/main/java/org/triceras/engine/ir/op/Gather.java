package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Takes whole slices by index along one axis (NumPy's take): the axis is replaced by the axes of the index tensor. */
public record Gather(int axis) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        Checks.isIndex(this, inputs.get(1));
        int at = x.shape().axis(axis);
        Shape shape = x.shape()
                .range(0, at)
                .concat(inputs.get(1).shape())
                .concat(x.shape().range(at + 1, x.shape().rank()));
        return x.with(shape);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        int size = node.input(0).spec().shape().dim(axis);
        return Checks.gradients(
                Tensor.emit(new ScatterAdd(axis, size), node.input(1).tensor(), dy), null);
    }
}
