package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Compares two operands of one type elementwise, with broadcasting; gives bool. */
public record Compare(CompareKind kind) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec a = inputs.get(0);
        Spec b = inputs.get(1);
        Checks.sameType(this, a, b);
        return new Spec(Shape.broadcast(a.shape(), b.shape()), DType.BOOL);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.noGradient(2);
    }
}
