package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Puts {@code low} values before, {@code high} after and {@code interior} between the elements of each axis. */
public record Pad(Axes low, Axes high, Axes interior, double value) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        Checks.rank(this, "the input", x, low.size());
        Checks.require(
                high.size() == low.size() && interior.size() == low.size(),
                this,
                "expected as many numbers after as before each axis. Received " + low + " and " + high + ".");
        int[] dims = new int[low.size()];
        for (int i = 0; i < dims.length; i++) {
            Checks.require(
                    low.get(i) >= 0 && high.get(i) >= 0 && interior.get(i) >= 0,
                    this,
                    "padding cannot be negative. Try slice to cut.");
            int length = x.shape().dim(i);
            dims[i] = low.get(i) + length + Math.max(0, length - 1) * interior.get(i) + high.get(i);
        }
        return x.with(Shape.of(dims));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Shape from = node.input(0).spec().shape();
        int rank = from.rank();
        int[] limits = new int[rank];
        int[] strides = new int[rank];
        for (int i = 0; i < rank; i++) {
            strides[i] = interior.get(i) + 1;
            limits[i] = from.dim(i) == 0 ? low.get(i) : low.get(i) + (from.dim(i) - 1) * strides[i] + 1;
        }
        return Checks.gradients(Tensor.emit(new Slice(low, Axes.of(limits), Axes.of(strides)), dy));
    }
}
