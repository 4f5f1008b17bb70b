package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.DataException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Gather;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/** Takes slices by index, copying runs of memory. Negative indices count from the end. */
final class GatherKernel implements Kernel {
    private final int x;
    private final int indices;
    private final int y;
    private final int outer;
    private final int length;
    private final int inner;
    private final int count;
    private final DType indexType;
    private final Node node;

    GatherKernel(Gather op, Node node, int x, int indices, int y) {
        this.node = node;
        this.x = x;
        this.indices = indices;
        this.y = y;
        Shape shape = node.input(0).spec().shape();
        int axis = shape.axis(op.axis());
        outer = shape.range(0, axis).size();
        length = shape.dim(axis);
        inner = shape.range(axis + 1, shape.rank()).size();
        count = node.input(1).spec().size();
        indexType = node.input(1).spec().dtype();
    }

    @Override
    public void run(Frame frame) {
        HostBuffer index = new HostBuffer(indexType, frame.arrays[indices]);
        int parts = (long) outer * count * inner < 1 << 16 ? 1 : Math.min(count, Parallel.parts());
        for (int o = 0; o < outer; o++) {
            int source = frame.offsets[x] + o * length * inner;
            int target = frame.offsets[y] + o * count * inner;
            Parallel.run(parts, part -> {
                int from = (int) ((long) count * part / parts);
                int to = (int) ((long) count * (part + 1) / parts);
                for (int i = from; i < to; i++) {
                    int at = position(index.getLong(frame.offsets[indices] + i));
                    System.arraycopy(frame.arrays[x], source + at * inner, frame.arrays[y], target + i * inner, inner);
                }
            });
        }
    }

    private int position(long index) {
        long at = index < 0 ? index + length : index;
        if (at < 0 || at >= length) {
            throw new DataException("gather: index " + index + " is out of range for an axis of length " + length
                    + " of " + node.input(0).spec() + (node.scope().isEmpty() ? "." : " in " + node.scope() + ".")
                    + " Expected indices from 0 to " + (length - 1)
                    + ". For an embedding, inputDim must be above the largest number in the data.");
        }
        return (int) at;
    }

    @Override
    public String describe() {
        return "gather " + count + " of " + length;
    }
}
