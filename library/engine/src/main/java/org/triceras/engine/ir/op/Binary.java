package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** An elementwise function of two operands of one type, with NumPy's broadcasting. */
public record Binary(BinaryKind kind) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec a = inputs.get(0);
        Spec b = inputs.get(1);
        if (kind.isLogical()) {
            Checks.isBool(this, a);
            Checks.isBool(this, b);
        }
        if (kind == BinaryKind.DIV || kind == BinaryKind.ATAN2) {
            Checks.isFloat(this, a);
        }
        Checks.sameType(this, a, b);
        return a.with(Shape.broadcast(a.shape(), b.shape()));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Tensor a = node.input(0).tensor();
        Tensor b = node.input(1).tensor();
        Tensor y = node.tensor();
        Tensor da;
        Tensor db;
        switch (kind) {
            case ADD:
                da = dy;
                db = dy;
                break;
            case SUB:
                da = dy;
                db = dy.neg();
                break;
            case MUL:
                da = dy.mul(b);
                db = dy.mul(a);
                break;
            case DIV:
                da = dy.div(b);
                db = dy.mul(y).div(b).neg();
                break;
            case MOD:
                da = dy;
                db = dy.mul(a.floorDiv(b)).neg();
                break;
            case POW:
                da = dy.mul(b).mul(a.pow(b.sub(1)));
                // log(0) * 0 would be NaN; where the base is not positive the exponent has no gradient.
                db = dy.mul(y).mul(a.gt(0).where(a.maximum(Float.MIN_NORMAL).log(), 0));
                break;
            case MAX:
                da = dy.mul(a.ge(b).cast(dy.dtype()));
                db = dy.mul(a.lt(b).cast(dy.dtype()));
                break;
            case MIN:
                da = dy.mul(a.le(b).cast(dy.dtype()));
                db = dy.mul(a.gt(b).cast(dy.dtype()));
                break;
            case ATAN2:
                Tensor norm = a.square().add(b.square());
                da = dy.mul(b).div(norm);
                db = dy.mul(a).div(norm).neg();
                break;
            case FLOOR_DIV:
            case AND:
            case OR:
            case XOR:
            default:
                return Checks.noGradient(2);
        }
        return Checks.gradients(da.sumTo(a.shape()), db.sumTo(b.shape()));
    }
}
