package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** Adds single elements into zeros by index along one axis: the transpose of {@link GatherAlong}. Inputs: indices, updates. */
public record ScatterAddAlong(int axis, int size) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Checks.isIndex(this, inputs.get(0));
        Checks.require(
                inputs.get(0).shape().equals(inputs.get(1).shape()),
                this,
                "expected indices and updates of one shape. Received "
                        + inputs.get(0).shape() + " and " + inputs.get(1).shape() + ".");
        return inputs.get(1).with(inputs.get(1).shape().with(axis, size));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(
                null, Tensor.emit(new GatherAlong(axis), dy, node.input(0).tensor()));
    }
}
