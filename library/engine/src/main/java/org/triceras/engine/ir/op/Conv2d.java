package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * Cross-correlation of images (batch, height, width, channels) with kernels (height, width, channels / groups, filters); gives
 * (batch, height, width, filters).
 */
public record Conv2d(ConvGeometry geometry) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        Spec kernel = inputs.get(1);
        Checks.isFloat(this, x);
        Checks.sameType(this, x, kernel);
        Checks.rank("conv2d", "the input", x, 4);
        Checks.rank("conv2d", "the kernel", kernel, 4);
        int groups = geometry.groups();
        Checks.require(
                x.shape().dim(3) == kernel.shape().dim(2) * groups
                        && kernel.shape().dim(3) % groups == 0,
                "conv2d",
                "channels do not fit. Expected input channels = kernel channels * groups, and filters divisible by groups. "
                        + "Received input " + x.shape() + ", kernel " + kernel.shape() + ", groups " + groups + ".");
        int height = geometry.outputHeight(x.shape().dim(1), kernel.shape().dim(0));
        int width = geometry.outputWidth(x.shape().dim(2), kernel.shape().dim(1));
        Checks.require(
                height > 0 && width > 0,
                "conv2d",
                "the kernel is larger than the image. Received input " + x.shape() + ", kernel " + kernel.shape()
                        + ". Try padding(\"same\") or a smaller kernel.");
        return x.with(Shape.of(x.shape().dim(0), height, width, kernel.shape().dim(3)));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Tensor x = node.input(0).tensor();
        Tensor kernel = node.input(1).tensor();
        return Checks.gradients(
                Tensor.emit(
                        new Conv2dInputGrad(
                                geometry, x.shape().dim(1), x.shape().dim(2)),
                        kernel,
                        dy),
                Tensor.emit(
                        new Conv2dFilterGrad(
                                geometry, kernel.shape().dim(0), kernel.shape().dim(1)),
                        x,
                        dy));
    }
}
