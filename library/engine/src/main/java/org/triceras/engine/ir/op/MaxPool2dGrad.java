package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** The gradient of {@link MaxPool2d}: each dy goes to the first maximum of its window. Inputs: images, dy. */
public record MaxPool2dGrad(PoolGeometry geometry) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec pooled = geometry.infer("max_pool2d gradient", inputs.get(0));
        Checks.require(
                pooled.equals(inputs.get(1)),
                this,
                "expected a gradient " + pooled + ". Received " + inputs.get(1) + ".");
        return inputs.get(0);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        throw new TricerasException("max_pool2d: a second derivative is not supported. Try average pooling.");
    }
}
