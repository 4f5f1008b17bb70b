package org.triceras.keras.layers;

import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Boxes in images (batch, height, width, channels). */
final class Boxes {
    private Boxes() {}

    /**
     * Which places along an axis lie in a part of it.
     *
     * @param share the part's length as a share of the axis, (images, 1, 1, 1)
     * @param place where it is, from 0, at the beginning, to 1, at the end
     */
    static Tensor along(Tensor images, int axis, Tensor share, Tensor place) {
        int n = images.shape().dim(axis);
        Tensor length = share.mul(n);
        Tensor start = place.mul(length.neg().add(n));
        int[] along = {1, 1, 1, 1};
        along[axis] = n;
        Tensor at = Tensors.iota(Shape.of(along), axis, DType.INT32).cast(images.dtype());
        return at.ge(start).and(at.lt(start.add(length)));
    }
}
