package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** The same elements in another shape. One axis of the target may be unknown; it takes what the others leave. */
public record Reshape(Shape target) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        int[] dims = target.dims();
        int open = -1;
        long known = 1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == Shape.UNKNOWN) {
                Checks.require(open < 0, this, "at most one axis can be left open with -1. Received " + target + ".");
                open = i;
            } else {
                known *= dims[i];
            }
        }
        int size = x.size();
        if (open >= 0) {
            Checks.require(
                    known > 0 && size % known == 0,
                    this,
                    "shape " + x.shape() + " has " + size + " elements, which " + known + " does not divide.");
            dims[open] = (int) (size / known);
        } else {
            Checks.require(
                    known == size,
                    this,
                    "cannot reshape " + x.shape() + " to " + target + ". Expected " + size
                            + " elements. Received a shape of " + known + ".");
        }
        return x.with(Shape.of(dims));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(dy.reshape(node.input(0).spec().shape()));
    }
}
