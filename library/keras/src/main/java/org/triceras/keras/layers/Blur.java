package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Gaussian blur of images (batch, height, width, channels). */
final class Blur {
    private Blur() {}

    /**
     * Sums of neighbours along an axis, weighted by their distance; zeros lie beyond the border.
     *
     * @param size how many neighbours, the pixel itself included; odd
     * @param width the standard deviation of the weights in pixels, shape (1,)
     */
    static Tensor along(Tensor x, int axis, int size, Tensor width) {
        int n = x.shape().dim(axis);
        int half = size / 2;
        Tensor weights = Tensors.arange(-half, half + 1, 1)
                .cast(x.dtype())
                .div(width)
                .square()
                .mul(-0.5)
                .exp();
        weights = weights.div(weights.sum(0, true));
        int[] margin = new int[4];
        margin[axis] = half;
        Tensor padded = x.pad(margin, margin, 0);
        Tensor sum = null;
        for (int i = 0; i < size; i++) {
            Tensor part = padded.slice(axis, i, i + n).mul(weights.slice(i, i + 1));
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }
}
