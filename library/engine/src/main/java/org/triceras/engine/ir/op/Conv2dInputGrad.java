package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** The gradient of {@link Conv2d} with respect to its images, which is also a transposed convolution. Inputs: kernel, dy. */
public record Conv2dInputGrad(ConvGeometry geometry, int height, int width) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Shape kernel = inputs.get(0).shape();
        Spec dy = inputs.get(1);
        Checks.sameType(this, inputs.get(0), dy);
        Checks.rank(this, "the kernel", inputs.get(0), 4);
        Checks.rank(this, "the gradient", dy, 4);
        int outH = geometry.outputHeight(height, kernel.dim(0));
        int outW = geometry.outputWidth(width, kernel.dim(1));
        Checks.require(
                dy.shape().dim(1) == outH
                        && dy.shape().dim(2) == outW
                        && dy.shape().dim(3) == kernel.dim(3),
                this,
                "expected a gradient with axes (batch, " + outH + ", " + outW + ", " + kernel.dim(3) + "). Received "
                        + dy.shape() + ".");
        return dy.with(Shape.of(dy.shape().dim(0), height, width, kernel.dim(2) * geometry.groups()));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor g) {
        Tensor kernel = node.input(0).tensor();
        Tensor dy = node.input(1).tensor();
        return Checks.gradients(
                Tensor.emit(
                        new Conv2dFilterGrad(
                                geometry, kernel.shape().dim(0), kernel.shape().dim(1)),
                        g,
                        dy),
                Tensor.emit(new Conv2d(geometry), g, kernel));
    }
}
