package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** What the layers share that make one tensor of several. */
public abstract class Merge<L extends Merge<L>> extends FluentLayer<L> {
    @Override
    public Tensor call(Tensor x) {
        return call(List.of(x));
    }

    @Override
    public Tensor call(List<Tensor> xs) {
        if (xs.size() < 2) {
            throw new ShapeException("Expected at least two inputs. Received " + xs.size()
                    + ". Pass them as a list: apply(List.of(a, b)).");
        }
        int rank = xs.stream().mapToInt(Tensor::rank).max().orElseThrow();
        List<Tensor> same = new ArrayList<>();
        for (Tensor x : xs) {
            Tensor expanded = x;
            while (alignsRanks() && expanded.rank() < rank) {
                expanded = expanded.expandDims(1);
            }
            same.add(expanded);
        }
        return merge(same);
    }

    /** The result for inputs of one rank. */
    abstract Tensor merge(List<Tensor> xs);

    boolean alignsRanks() {
        return true;
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    /** A step counts where it counts in any input; without a mask on every input there is none. */
    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        if (masks.stream().anyMatch(m -> m == null)) {
            return Collections.singletonList(null);
        }
        Tensor any = masks.get(0);
        for (Tensor mask : masks.subList(1, masks.size())) {
            any = any.or(mask);
        }
        return List.of(any);
    }

    @Override
    public Map<String, Object> getBuildConfig() {
        if (builtShapes() == null) {
            return null;
        }
        return Map.of(
                "input_shape", builtShapes().stream().map(Layer::shapeList).toList());
    }

    static Shape full(List<Tensor> xs) {
        Shape shape = xs.get(0).shape();
        for (Tensor x : xs) {
            shape = Shape.broadcast(shape, x.shape());
        }
        return shape;
    }
}
