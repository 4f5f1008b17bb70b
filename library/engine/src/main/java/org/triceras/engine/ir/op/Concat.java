package org.triceras.engine.ir.op;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Joins tensors along an existing axis; all other axes must agree. */
public record Concat(int axis) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Checks.require(!inputs.isEmpty(), this, "expected at least one tensor. Received none.");
        Spec first = inputs.get(0);
        int at = first.shape().axis(axis);
        int length = 0;
        for (Spec spec : inputs) {
            Checks.sameType(this, first, spec);
            Shape shape = spec.shape();
            Checks.require(
                    shape.rank() == first.shape().rank()
                            && shape.with(at, 0).equals(first.shape().with(at, 0)),
                    this,
                    "all axes but axis " + axis + " must agree. Received "
                            + inputs.stream().map(s -> s.shape().toString()).toList() + ".");
            length += shape.dim(at);
        }
        return first.with(first.shape().with(at, length));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        List<Tensor> gradients = new ArrayList<>();
        int start = 0;
        for (Node input : node.inputs()) {
            int length = input.spec().shape().dim(axis);
            gradients.add(dy.slice(axis, start, start + length));
            start += length;
        }
        return gradients;
    }
}
