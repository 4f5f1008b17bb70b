package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** The mean of each window of images (batch, height, width, channels); padding is not counted. */
public record AvgPool2d(PoolGeometry geometry) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Checks.isFloat(this, inputs.get(0));
        return geometry.infer("average_pool2d", inputs.get(0));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        var image = node.input(0).spec().shape();
        return Checks.gradients(Tensor.emit(new AvgPool2dGrad(geometry, image.dim(1), image.dim(2)), dy));
    }
}
