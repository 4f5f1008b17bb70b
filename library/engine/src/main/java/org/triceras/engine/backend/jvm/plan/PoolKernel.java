package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.jvm.Epilogue;
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
    private final int[] in;
    private final int out;
    private final LoopKernel loop;

    /** @param loop what to do with the result, or null */
    PoolKernel(Node node, int[] inputs, int output, LoopKernel loop) {
        this.loop = loop;
        this.op = node.op();
        this.in = inputs;
        this.out = output;
        boolean gradientOfMean = op instanceof AvgPool2dGrad;
        Shape image = (gradientOfMean ? node.spec() : node.input(0).spec()).shape();
        shape = new PoolShape(image.dim(0), image.dim(1), image.dim(2), image.dim(3), geometry(op));
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

    static boolean handles(Op op) {
        return op instanceof MaxPool2d
                || op instanceof MaxPool2dGrad
                || op instanceof AvgPool2d
                || op instanceof AvgPool2dGrad;
    }

    PoolShape shape() {
        return shape;
    }

    @Override
    public void run(Frame frame) {
        float[] x = frame.floats(in[0]);
        int xo = frame.offset(in[0]);
        float[] y = frame.floats(out);
        int yo = frame.offset(out);
        Epilogue epilogue = loop == null ? null : loop.begin(frame, out);
        Pooling pooling = Pooling.get();
        if (op instanceof MaxPool2d) {
            pooling.max(shape, x, xo, y, yo, epilogue);
        } else if (op instanceof AvgPool2d) {
            pooling.average(shape, x, xo, y, yo, epilogue);
        } else if (op instanceof AvgPool2dGrad) {
            pooling.averageGradient(shape, x, xo, y, yo, epilogue);
        } else {
            pooling.maxGradient(shape, x, xo, frame.floats(in[1]), frame.offset(in[1]), y, yo, epilogue);
        }
    }

    @Override
    public String describe() {
        return op.getClass().getSimpleName() + " (" + shape.batch() + ", " + shape.height() + ", " + shape.width()
                + ", " + shape.channels() + ")" + (loop == null ? "" : ", " + loop.describe());
    }
}
