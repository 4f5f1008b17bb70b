package org.triceras.data;

import org.triceras.engine.tensor.Tensor;

/**
 * Pictures with labels, cut into a training and a test part.
 *
 * @param name the dataset's name
 * @param trainX uint8 (examples, height, width)
 * @param trainY uint8 (examples): the class of each
 * @param testX uint8 (examples, height, width)
 * @param testY uint8 (examples)
 */
public record ImageDataset(String name, Tensor trainX, Tensor trainY, Tensor testX, Tensor testY) {
    @Override
    public String toString() {
        return name + ": training " + trainX.shape() + ", test " + testX.shape();
    }
}
