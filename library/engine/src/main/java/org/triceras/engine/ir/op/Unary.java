package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/** An elementwise function of one operand. */
public record Unary(UnaryKind kind) implements Op {
    private static final double TWO_BY_SQRT_PI = 2 / Math.sqrt(Math.PI);

    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        if (kind == UnaryKind.NOT) {
            Checks.isBool(this, x);
        } else if (!(kind.acceptsIntegers() && x.dtype().isInteger())) {
            Checks.isFloat(this, x);
        }
        return kind.isPredicate() ? x.with(DType.BOOL) : x;
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(gradient(node.input(0).tensor(), node.tensor(), dy));
    }

    private Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return switch (kind) {
            case NEG -> dy.neg();
            case ABS -> dy.mul(x.sign());
            case SQUARE -> dy.mul(x.mul(2));
            case EXP -> dy.mul(y);
            case EXPM1 -> dy.mul(y.add(1));
            case LOG -> dy.div(x);
            case LOG1P -> dy.div(x.add(1));
            case SQRT -> dy.mul(0.5).div(y);
            case RSQRT -> dy.mul(-0.5).mul(y).div(x);
            case RECIPROCAL -> dy.mul(y.square()).neg();
            case SIN -> dy.mul(x.cos());
            case COS -> dy.mul(x.sin()).neg();
            case TAN -> dy.mul(y.square().add(1));
            case ASIN -> dy.mul(x.square().neg().add(1).rsqrt());
            case ACOS -> dy.mul(x.square().neg().add(1).rsqrt()).neg();
            case ATAN -> dy.div(x.square().add(1));
            case SINH -> dy.mul(x.cosh());
            case COSH -> dy.mul(x.sinh());
            case TANH -> dy.mul(y.square().neg().add(1));
            case ASINH -> dy.mul(x.square().add(1).rsqrt());
            case ACOSH -> dy.mul(x.square().sub(1).rsqrt());
            case ATANH -> dy.div(x.square().neg().add(1));
            case SIGMOID -> dy.mul(y).mul(y.neg().add(1));
            case RELU -> dy.mul(y.gt(0).cast(dy.dtype()));
            case ERF -> dy.mul(x.square().neg().exp()).mul(TWO_BY_SQRT_PI);
            case ERFINV -> dy.mul(y.square().exp()).mul(1 / TWO_BY_SQRT_PI);
            case SIGN, FLOOR, CEIL, ROUND, NOT, IS_NAN, IS_INF, IS_FINITE -> null;
        };
    }
}
