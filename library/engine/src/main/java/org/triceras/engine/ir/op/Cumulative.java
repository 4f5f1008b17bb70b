package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** The running sum or product along one axis; exclusive ones leave the element itself out, reverse ones start at the end. */
public record Cumulative(CumulativeKind kind, int axis, boolean exclusive, boolean reverse) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        inputs.get(0).shape().axis(axis);
        return inputs.get(0);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Cumulative back = new Cumulative(CumulativeKind.SUM, axis, exclusive, !reverse);
        if (kind == CumulativeKind.SUM) {
            return Checks.gradients(Tensor.emit(back, dy));
        }
        // Not defined where an element is zero; there Keras gives NaN too.
        return Checks.gradients(
                Tensor.emit(back, dy.mul(node.tensor())).div(node.input(0).tensor()));
    }
}
