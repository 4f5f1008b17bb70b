package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** -sum(labels * log(softmax(logits))) along the last axis, which disappears. Inputs: labels, logits. */
public record SoftmaxCrossEntropy() implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec labels = inputs.get(0);
        Spec logits = inputs.get(1);
        Checks.isFloat(this, logits);
        Checks.require(
                labels.equals(logits),
                "softmax cross-entropy",
                "expected labels and logits of one shape and dtype. Received labels " + labels + " and logits " + logits
                        + ".");
        Checks.hasClasses("softmax cross-entropy", logits);
        return logits.with(logits.shape().without(-1));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Tensor labels = node.input(0).tensor();
        Tensor logits = node.input(1).tensor();
        Tensor spread = dy.expandDims(-1);
        Tensor toLogits = logits.softmax().mul(labels.sum(-1, true)).sub(labels).mul(spread);
        Tensor toLabels = logits.logSoftmax().mul(spread).neg();
        return Checks.gradients(toLabels, toLogits);
    }

    @Override
    public Tensor expand(List<Tensor> inputs) {
        return inputs.get(0).mul(inputs.get(1).logSoftmax()).sum(-1).neg();
    }
}
