package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Concat;
import org.triceras.engine.tensor.Shape;

/** Joins tensors along an axis by copying runs of memory. */
final class ConcatKernel implements Kernel {
    private final int[] inputs;
    private final boolean[] isThere;
    private final int[] runs;
    private final int output;
    private final int outer;
    private final int rowLength;

    /**
     * @param isThere inputs that were computed in their place
     * @return null if all were
     */
    static ConcatKernel of(Concat op, Node node, int[] inputs, boolean[] isThere, int output) {
        for (boolean there : isThere) {
            if (!there) {
                return new ConcatKernel(op, node, inputs, isThere, output);
            }
        }
        return null;
    }

    private ConcatKernel(Concat op, Node node, int[] inputs, boolean[] isThere, int output) {
        this.inputs = inputs;
        this.isThere = isThere;
        this.output = output;
        Shape shape = node.spec().shape();
        int axis = shape.axis(op.axis());
        outer = shape.range(0, axis).size();
        int inner = shape.range(axis + 1, shape.rank()).size();
        rowLength = shape.dim(axis) * inner;
        runs = node.inputs().stream()
                .mapToInt(n -> n.spec().shape().dim(axis) * inner)
                .toArray();
    }

    @Override
    public void run(Frame frame) {
        int start = frame.offsets[output];
        for (int i = 0; i < inputs.length; i++) {
            for (int o = 0; o < outer && !isThere[i]; o++) {
                System.arraycopy(
                        frame.arrays[inputs[i]],
                        frame.offsets[inputs[i]] + o * runs[i],
                        frame.arrays[output],
                        start + o * rowLength,
                        runs[i]);
            }
            start += runs[i];
        }
    }

    @Override
    public String describe() {
        return "concat " + inputs.length + " parts";
    }
}
