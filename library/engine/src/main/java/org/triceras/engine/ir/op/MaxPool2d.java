package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** The largest value in each window of images (batch, height, width, channels). */
public record MaxPool2d(PoolGeometry geometry) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Checks.isFloat(this, inputs.get(0));
        return geometry.infer("max_pool2d", inputs.get(0));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return Checks.gradients(
                Tensor.emit(new MaxPool2dGrad(geometry), node.input(0).tensor(), dy));
    }
}
