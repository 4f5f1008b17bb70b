package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Pad;
import org.triceras.engine.tensor.Shape;

/** Fills with the padding value, then copies every element to its place. */
final class PadKernel implements Kernel {
    private final int x;
    private final int y;
    private final int rows;
    private final int columns;
    private final int size;
    private final int[] targets;
    private final int step;
    private final HostBuffer value;
    private final String description;

    PadKernel(Pad op, Node node, int x, int y) {
        this.x = x;
        this.y = y;
        Shape from = node.input(0).spec().shape();
        Shape to = node.spec().shape();
        int rank = from.rank();
        columns = rank == 0 ? 1 : from.dim(-1);
        rows = columns == 0 ? 0 : from.size() / columns;
        size = to.size();
        step = rank == 0 ? 1 : op.interior().get(rank - 1) + 1;
        value = HostBuffer.allocate(node.spec().dtype(), 1);
        value.setDouble(0, op.value());
        targets = new int[rows];
        int[] strides = to.strides();
        for (int row = 0; row < rows; row++) {
            int at = rank == 0 ? 0 : op.low().get(rank - 1);
            int rest = row;
            for (int i = rank - 2; i >= 0; i--) {
                int index = rest % from.dim(i);
                at += (op.low().get(i) + index * (op.interior().get(i) + 1)) * strides[i];
                rest /= from.dim(i);
            }
            targets[row] = at;
        }
        description = "pad " + from + " to " + to;
    }

    @Override
    public void run(Frame frame) {
        Fill.repeat(value.array(), 0, frame.arrays[y], frame.offsets[y], size);
        for (int row = 0; row < rows; row++) {
            int source = frame.offsets[x] + row * columns;
            int target = frame.offsets[y] + targets[row];
            if (step == 1) {
                System.arraycopy(frame.arrays[x], source, frame.arrays[y], target, columns);
            } else {
                for (int i = 0; i < columns; i++) {
                    System.arraycopy(frame.arrays[x], source + i, frame.arrays[y], target + i * step, 1);
                }
            }
        }
    }

    @Override
    public String describe() {
        return description;
    }
}
