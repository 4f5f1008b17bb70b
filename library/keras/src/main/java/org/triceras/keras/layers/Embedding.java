package org.triceras.keras.layers;

/** Whole numbers (words) become learned vectors: {@code embedding(10000, 64).maskZero(true)}. */
public final class Embedding extends EmbeddingLayer<Embedding> {
    Embedding() {}

    /** @param inputDim numbers are from 0 to below this; @param outputDim the length of the vectors */
    public Embedding(int inputDim, int outputDim) {
        super(inputDim, outputDim);
    }
}
