package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.DataException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.ScatterAdd;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/** Adds float32 slices into zeros by index, in the order of the indices. */
final class ScatterAddKernel implements Kernel {
    private final int indices;
    private final int updates;
    private final int y;
    private final int outer;
    private final int length;
    private final int inner;
    private final int count;
    private final DType indexType;

    ScatterAddKernel(ScatterAdd op, Node node, int indices, int updates, int y) {
        this.indices = indices;
        this.updates = updates;
        this.y = y;
        Shape shape = node.spec().shape();
        outer = shape.range(0, op.axis()).size();
        length = op.size();
        inner = shape.range(op.axis() + 1, shape.rank()).size();
        count = node.input(0).spec().size();
        indexType = node.input(0).spec().dtype();
    }

    @Override
    public void run(Frame frame) {
        HostBuffer index = new HostBuffer(indexType, frame.arrays[indices]);
        float[] from = frame.floats(updates);
        float[] to = frame.floats(y);
        int base = frame.offset(y);
        java.util.Arrays.fill(to, base, base + outer * length * inner, 0);
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < count; i++) {
                long raw = index.getLong(frame.offsets[indices] + i);
                long at = raw < 0 ? raw + length : raw;
                if (at < 0 || at >= length) {
                    throw new DataException(
                            "scatter: index " + raw + " is out of range for an axis of length " + length + ".");
                }
                int target = base + (o * length + (int) at) * inner;
                int source = frame.offset(updates) + (o * count + i) * inner;
                for (int j = 0; j < inner; j++) {
                    to[target + j] += from[source + j];
                }
            }
        }
    }

    @Override
    public String describe() {
        return "scatter_add " + count + " into " + length;
    }
}
