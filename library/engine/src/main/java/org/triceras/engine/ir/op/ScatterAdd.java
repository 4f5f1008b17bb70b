package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * Adds slices into zeros by index along one axis: the transpose of {@link Gather}. Inputs: indices, updates. The axes of the
 * index tensor, which start at {@code axis} in the updates, become one axis of length {@code size}.
 */
public record ScatterAdd(int axis, int size) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Checks.isIndex(this, inputs.get(0));
        Shape indices = inputs.get(0).shape();
        Shape updates = inputs.get(1).shape();
        Checks.require(
                updates.rank() >= axis + indices.rank()
                        && updates.range(axis, axis + indices.rank()).equals(indices),
                this,
                "expected updates with the axes of the indices " + indices + " at axis " + axis + ". Received "
                        + updates + ".");
        Shape shape = updates.range(0, axis)
                .concat(Shape.of(size))
                .concat(updates.range(axis + indices.rank(), updates.rank()));
        return inputs.get(1).with(shape);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(
                null, Tensor.emit(new Gather(axis), dy, node.input(0).tensor()));
    }
}
