package org.triceras.keras.layers;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** The same values in another shape, batch axis apart; one length may be -1: {@code reshape(28, 28, 1)}. */
public final class Reshape extends FluentLayer<Reshape> {
    private int[] targetShape;

    Reshape() {}

    public Reshape(int... targetShape) {
        this.targetShape = targetShape.clone();
    }

    @Override
    public Tensor call(Tensor x) {
        // A -1 would clash with an open batch axis, so it is worked out here.
        int[] dims = new int[targetShape.length + 1];
        dims[0] = x.shape().dim(0);
        int known = dims[0];
        int open = -1;
        for (int i = 0; i < targetShape.length; i++) {
            dims[i + 1] = targetShape[i];
            if (targetShape[i] < 0) {
                open = i + 1;
            } else {
                known *= targetShape[i];
            }
        }
        int sample = x.size() / Math.max(1, dims[0]);
        int wanted = known / Math.max(1, dims[0]);
        if (open > 0 ? wanted > 0 && sample % wanted != 0 : sample != wanted) {
            throw new ShapeException("Reshape: a sample of shape " + x.shape().without(0) + " has " + sample
                    + " elements. Expected a target shape of as many. Received " + Shape.of(targetShape)
                    + ", which has "
                    + (open > 0 ? "a multiple of " : "") + wanted
                    + ". The batch axis is not part of the target; -1 stands for"
                    + " one length to be found.");
        }
        if (open > 0) {
            dims[open] = known == 0 ? 0 : x.size() / known;
        }
        return x.reshape(Shape.of(dims));
    }

    @Override
    protected void options(Options o) {
        o.ints("target_shape", 1, () -> targetShape, v -> targetShape = v)
                .required("the shape of a sample, such as [28, 28, 1]");
    }
}
