package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Matrix product over the last two axes, either operand transposed or not; leading axes are a batch and broadcast. */
public record MatMul(boolean transposeA, boolean transposeB) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec a = inputs.get(0);
        Spec b = inputs.get(1);
        Checks.isFloat(this, a);
        Checks.sameType(this, a, b);
        Checks.require(
                a.shape().rank() >= 2 && b.shape().rank() >= 2,
                this,
                "expected matrices. Received shapes " + a.shape() + " and " + b.shape() + ".");
        int m = a.shape().dim(transposeA ? -1 : -2);
        int k = a.shape().dim(transposeA ? -2 : -1);
        int n = b.shape().dim(transposeB ? -2 : -1);
        int other = b.shape().dim(transposeB ? -1 : -2);
        Checks.require(
                k == other,
                "matmul",
                "the inner sizes differ: " + k + " and " + other
                        + ". Expected the number of columns of the first matrix to be the "
                        + "number of rows of the second. Received shapes " + a.shape() + " and " + b.shape() + ".");
        Shape batch = Shape.broadcast(
                a.shape().range(0, a.shape().rank() - 2),
                b.shape().range(0, b.shape().rank() - 2));
        return a.with(batch.concat(Shape.of(m, n)));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Tensor a = node.input(0).tensor();
        Tensor b = node.input(1).tensor();
        Tensor da = transposeA ? product(b, dy, transposeB, true) : product(dy, b, false, !transposeB);
        Tensor db = transposeB ? product(dy, a, true, transposeA) : product(a, dy, !transposeA, false);
        return Checks.gradients(da.sumTo(a.shape()), db.sumTo(b.shape()));
    }

    private static Tensor product(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        return Tensor.emit(new MatMul(transposeA, transposeB), a, b);
    }
}
