package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/** The int32 indices that sort along one axis; stable, NaN last. */
public record ArgSort(int axis, boolean descending) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        inputs.get(0).shape().axis(axis);
        return inputs.get(0).with(DType.INT32);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.noGradient(1);
    }
}
