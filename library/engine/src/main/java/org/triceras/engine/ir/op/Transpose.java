package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Reorders axes: axis i of the result is axis {@code permutation[i]} of the input. */
public record Transpose(Axes permutation) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        int rank = x.shape().rank();
        Axes sorted =
                Axes.of(java.util.Arrays.stream(permutation.toArray()).sorted().toArray());
        Checks.require(
                sorted.equals(Axes.normalized(x.shape())) && permutation.size() == rank,
                this,
                "expected a permutation of the " + rank + " axes of " + x.shape() + ". Received " + permutation + ".");
        int[] dims = new int[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = x.shape().dim(permutation.get(i));
        }
        return x.with(Shape.of(dims));
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        int[] inverse = new int[permutation.size()];
        for (int i = 0; i < inverse.length; i++) {
            inverse[permutation.get(i)] = i;
        }
        return Checks.gradients(dy.transpose(inverse));
    }
}
