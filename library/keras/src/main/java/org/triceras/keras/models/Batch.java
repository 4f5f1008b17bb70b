package org.triceras.keras.models;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/**
 * One batch as a training step sees it.
 *
 * @param x inputs
 * @param y targets, empty without
 * @param sampleWeight a weight tensor per output or one for all; empty without
 */
public record Batch(List<Tensor> x, List<Tensor> y, List<Tensor> sampleWeight) {
    /** The weights of an output's samples, or null. */
    public Tensor weightOf(int output) {
        return sampleWeight.isEmpty() ? null : sampleWeight.get(Math.min(output, sampleWeight.size() - 1));
    }

    /** The number of samples. */
    public int size() {
        return x.get(0).shape().dim(0);
    }
}
