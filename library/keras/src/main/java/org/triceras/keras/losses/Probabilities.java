package org.triceras.keras.losses;

import org.triceras.engine.ir.op.Softmax;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.config.KerasConfig;

/** What losses on probabilities share. */
final class Probabilities {
    private Probabilities() {}

    /** Keras's epsilon: keeps logarithms and divisions finite. */
    static double epsilon() {
        return KerasConfig.get().epsilon();
    }

    /** Scaled to sum 1 along an axis and kept away from 0 and 1. */
    static Tensor normalized(Tensor probabilities, int axis) {
        return clipped(probabilities.div(probabilities.sum(axis, true)));
    }

    static Tensor clipped(Tensor probabilities) {
        return probabilities.clip(epsilon(), 1 - epsilon());
    }

    /** What softmax was applied to along the last axis, if {@code y} is the result of one in a trace; else null. */
    static Tensor softmaxLogits(Tensor y) {
        return !y.isConcrete() && y.node().op() instanceof Softmax
                ? y.node().input(0).tensor()
                : null;
    }

    /** What sigmoid was applied to, if {@code y} is the result of one in a trace; else null. */
    static Tensor sigmoidLogits(Tensor y) {
        boolean sigmoid = !y.isConcrete() && y.node().op() instanceof Unary unary && unary.kind() == UnaryKind.SIGMOID;
        return sigmoid ? y.node().input(0).tensor() : null;
    }

    /** Binary cross-entropy of logits, elementwise: log(1 + exp(x)) - x * t. */
    static Tensor binaryOfLogits(Tensor t, Tensor x) {
        return x.softplus().sub(x.mul(t));
    }

    /** Binary cross-entropy of probabilities, elementwise. */
    static Tensor binary(Tensor t, Tensor p) {
        Tensor q = clipped(p);
        return t.mul(q.log()).add(t.neg().add(1).mul(q.neg().add(1).log())).neg();
    }

    /** Labels 0 and 1 as -1 and 1; others as they are. */
    static Tensor signs(Tensor labels) {
        Tensor isBinary = labels.eq(0).or(labels.eq(1)).all();
        return isBinary.where(labels.mul(2).sub(1), labels);
    }
}
