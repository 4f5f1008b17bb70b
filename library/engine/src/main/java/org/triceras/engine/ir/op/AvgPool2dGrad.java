package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** The gradient of {@link AvgPool2d}: each dy is shared evenly by the pixels of its window. */
public record AvgPool2dGrad(PoolGeometry geometry, int height, int width) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec dy = inputs.get(0);
        Spec image = dy.with(dy.shape().with(1, height).with(2, width));
        Spec pooled = geometry.infer("average_pool2d gradient", image);
        Checks.require(pooled.equals(dy), this, "expected a gradient " + pooled + ". Received " + dy + ".");
        return image;
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(Tensor.emit(new AvgPool2d(geometry), dy));
    }
}
