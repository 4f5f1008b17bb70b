package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** What layers share that move, turn or scale images: straight lines stay straight, and parallel ones parallel. */
public abstract class AffineImageLayer<L extends AffineImageLayer<L>> extends FilledImageLayer<L> {
    @Override
    final Tensor change(Tensor images) {
        return moved(images, matrix(images));
    }

    /** Six numbers at random for each image, each (images, 1): output pixel (x, y) is the input at (m0 x + m1 y + m2, m3 x + m4 y + m5). */
    abstract Tensor[] matrix(Tensor images);

    /** Looks pixels up where a matrix says. */
    final Tensor moved(Tensor images, Tensor... matrix) {
        Tensor x = columns(images);
        Tensor y = rows(images);
        Tensor fromX = x.mul(matrix[0]).add(y.mul(matrix[1])).add(matrix[2]);
        Tensor fromY = x.mul(matrix[3]).add(y.mul(matrix[4])).add(matrix[5]);
        return sampled(images, fromX, fromY);
    }
}
