package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** The gradient of {@link Conv2d} with respect to its kernel. Inputs: images, dy. */
public record Conv2dFilterGrad(ConvGeometry geometry, int kernelHeight, int kernelWidth) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        Shape dy = inputs.get(1).shape();
        Checks.sameType(this, x, inputs.get(1));
        Checks.rank(this, "the input", x, 4);
        Checks.rank(this, "the gradient", inputs.get(1), 4);
        int outH = geometry.outputHeight(x.shape().dim(1), kernelHeight);
        int outW = geometry.outputWidth(x.shape().dim(2), kernelWidth);
        Checks.require(
                dy.dim(0) == x.shape().dim(0) && dy.dim(1) == outH && dy.dim(2) == outW,
                this,
                "expected a gradient with axes (" + x.shape().dim(0) + ", " + outH + ", " + outW
                        + ", filters). Received " + dy + ".");
        return x.with(Shape.of(kernelHeight, kernelWidth, x.shape().dim(3) / geometry.groups(), dy.dim(3)));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor g) {
        Tensor x = node.input(0).tensor();
        Tensor dy = node.input(1).tensor();
        return Checks.gradients(
                Tensor.emit(
                        new Conv2dInputGrad(
                                geometry, x.shape().dim(1), x.shape().dim(2)),
                        g,
                        dy),
                Tensor.emit(new Conv2d(geometry), x, g));
    }
}
