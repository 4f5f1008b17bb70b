package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Joins inputs along an axis, the last by default: {@code concatenate().apply(List.of(a, b))}. */
public final class Concatenate extends Merge<Concatenate> {
    private int axis = -1;

    public Concatenate() {}

    public Concatenate(int axis) {
        this.axis = axis;
    }

    @Override
    Tensor merge(List<Tensor> xs) {
        return Tensors.concat(axis, xs);
    }

    @Override
    boolean alignsRanks() {
        return false;
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        if (masks.stream().allMatch(m -> m == null)) {
            return Collections.singletonList(null);
        }
        List<Tensor> wide = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor x = inputs.get(i);
            Tensor mask = masks.get(i);
            if (mask == null) {
                wide.add(Tensors.ones(x.spec().with(org.triceras.engine.tensor.DType.BOOL)));
            } else {
                wide.add(mask.rank() < x.rank() ? mask.expandDims(-1).broadcastTo(x.shape()) : mask);
            }
        }
        return List.of(Tensors.concat(axis, wide).any(-1));
    }

    @Override
    protected void options(Options o) {
        o.integer("axis", () -> axis, v -> axis = v);
    }
}
