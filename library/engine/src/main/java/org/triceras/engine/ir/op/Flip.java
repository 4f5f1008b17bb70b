package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** Reverses the order along the given axes. */
public record Flip(Axes axes) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        for (int axis : axes.toArray()) {
            inputs.get(0).shape().axis(axis);
        }
        return inputs.get(0);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(dy.flip(axes.toArray()));
    }
}
