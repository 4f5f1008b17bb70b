package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.jvm.Rows;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.LogSoftmax;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Softmax;
import org.triceras.engine.tensor.Shape;

/** Softmax, log-softmax and softmax cross-entropy of float32 rows. */
final class RowsKernel implements Kernel {
    private final Op op;
    private final int[] inputs;
    private final int output;
    private final int rows;
    private final int n;

    RowsKernel(Node node, int[] inputs, int output) {
        this.op = node.op();
        this.inputs = inputs;
        this.output = output;
        Shape shape = node.input(0).spec().shape();
        n = shape.last();
        rows = n == 0 ? 0 : shape.size() / n;
    }

    @Override
    public void run(Frame frame) {
        float[] x = frame.floats(inputs[0]);
        int xo = frame.offset(inputs[0]);
        float[] y = frame.floats(output);
        int yo = frame.offset(output);
        if (op instanceof Softmax) {
            Rows.get().softmax(x, xo, y, yo, rows, n);
        } else if (op instanceof LogSoftmax) {
            Rows.get().logSoftmax(x, xo, y, yo, rows, n);
        } else {
            Rows.get().crossEntropy(x, xo, frame.floats(inputs[1]), frame.offset(inputs[1]), y, yo, null, 0, rows, n);
        }
    }

    @Override
    public String describe() {
        return op.getClass().getSimpleName() + " " + rows + " x " + n;
    }
}
