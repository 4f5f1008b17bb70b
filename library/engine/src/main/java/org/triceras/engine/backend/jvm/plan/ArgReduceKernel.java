package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.ArgReduce;
import org.triceras.engine.tensor.Shape;

/** The index of the largest or smallest float32 along an axis; the first of equals, a NaN before all else. */
final class ArgReduceKernel implements Kernel {
    private final boolean max;
    private final int x;
    private final int y;
    private final int outer;
    private final int length;
    private final int inner;

    ArgReduceKernel(ArgReduce op, Node node, int x, int y) {
        this.max = op.max();
        this.x = x;
        this.y = y;
        Shape shape = node.input(0).spec().shape();
        int axis = shape.axis(op.axis());
        outer = shape.range(0, axis).size();
        length = shape.dim(axis);
        inner = shape.range(axis + 1, shape.rank()).size();
    }

    @Override
    public void run(Frame frame) {
        float[] from = frame.floats(x);
        int[] to = (int[]) frame.arrays[y];
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int start = frame.offsets[x] + o * length * inner + j;
                to[frame.offsets[y] + o * inner + j] = find(from, start);
            }
        }
    }

    private int find(float[] from, int start) {
        int best = 0;
        float value = from[start];
        for (int i = 1; i < length && value == value; i++) {
            float other = from[start + i * inner];
            if (max ? other > value : other < value) {
                best = i;
                value = other;
            } else if (other != other) {
                return i;
            }
        }
        return best;
    }

    @Override
    public String describe() {
        return (max ? "argmax (" : "argmin (") + outer + ", [" + length + "], " + inner + ")";
    }
}
