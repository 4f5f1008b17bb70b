package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Every {@code stride}-th element from {@code start} to before {@code limit} along each axis; limits are cut to the axis. */
public record Slice(Axes starts, Axes limits, Axes strides) implements Op {
    /** A limit that means the end of the axis, whatever its length. */
    public static final int END = Integer.MAX_VALUE;

    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        Checks.rank(this, "the input", x, starts.size());
        int[] dims = new int[starts.size()];
        for (int i = 0; i < dims.length; i++) {
            int length = x.shape().dim(i);
            int limit = Math.min(limits.get(i), length);
            Checks.require(
                    starts.get(i) >= 0 && starts.get(i) <= length && strides.get(i) > 0,
                    this,
                    "axis " + i + " of " + x.shape() + " cannot be sliced from " + starts.get(i) + " by steps of "
                            + strides.get(i) + ".");
            dims[i] = Math.max(0, (limit - starts.get(i) + strides.get(i) - 1) / strides.get(i));
        }
        return x.with(Shape.of(dims));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Shape from = node.input(0).spec().shape();
        Shape to = node.spec().shape();
        int rank = from.rank();
        int[] high = new int[rank];
        int[] interior = new int[rank];
        for (int i = 0; i < rank; i++) {
            interior[i] = strides.get(i) - 1;
            int used = to.dim(i) == 0 ? 0 : (to.dim(i) - 1) * strides.get(i) + 1;
            high[i] = from.dim(i) - starts.get(i) - used;
        }
        return Checks.gradients(Tensor.emit(new Pad(starts, Axes.of(high), Axes.of(interior), 0), dy));
    }
}
