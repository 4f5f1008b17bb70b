package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.jvm.Pooling;
import org.triceras.engine.backend.jvm.Pooling.PoolShape;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.AvgPool2d;
import org.triceras.engine.ir.op.AvgPool2dGrad;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.MaxPool2dGrad;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.PoolGeometry;
import org.triceras.engine.tensor.Shape;

/** Pooling of float32 images and its gradients. */
final class PoolKernel implements Kernel {
    private final Op op;
    private final PoolShape shape;
    private final int[] inputs;
    private final int output;

    PoolKernel(Node node, int[] inputs, int output) {
        this.op = node.op();
        this.inputs = inputs;
        this.output = output;
        Shape images = op instanceof AvgPool2dGrad
                ? node.spec().shape()
                : node.input(0).spec().shape();
        shape = new PoolShape(images.dim(0), images.dim(1), images.dim(2), images.dim(3), geometry(op));
    }

    static boolean handles(Op op) {
        return op instanceof MaxPool2d
                || op instanceof MaxPool2dGrad
                || op instanceof AvgPool2d
                || op instanceof AvgPool2dGrad;
    }

    private static PoolGeometry geometry(Op op) {
        if (op instanceof MaxPool2d pool) {
            return pool.geometry();
        } else if (op instanceof MaxPool2dGrad pool) {
            return pool.geometry();
        } else if (op instanceof AvgPool2d pool) {
            return pool.geometry();
        }
        return ((AvgPool2dGrad) op).geometry();
    }

    @Override
    public void run(Frame frame) {
        float[] x = frame.floats(inputs[0]);
        int xo = frame.offset(inputs[0]);
        float[] to = frame.floats(output);
        int at = frame.offset(output);
        if (op instanceof MaxPool2d) {
            Pooling.get().max(shape, x, xo, to, at);
        } else if (op instanceof MaxPool2dGrad) {
            float[] dy = frame.floats(inputs[2]);
            Pooling.get().maxGradient(shape, x, xo, dy, frame.offset(inputs[2]), to, at);
        } else if (op instanceof AvgPool2d) {
            Pooling.get().average(shape, x, xo, to, at);
        } else {
            Pooling.get().averageGradient(shape, x, xo, to, at);
        }
    }

    @Override
    public String describe() {
        return op.getClass().getSimpleName() + " (" + shape.batch() + ", " + shape.height() + ", " + shape.width()
                + ", " + shape.channels() + ")";
    }
}
