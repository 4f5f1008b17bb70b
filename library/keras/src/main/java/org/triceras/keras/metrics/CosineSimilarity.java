package org.triceras.keras.metrics;

/** The mean cosine of the angle between vectors along the last axis: 1 for the same direction. */
public final class CosineSimilarity extends MeanMetricWrapper {
    public CosineSimilarity() {
        super(
                "cosine_similarity",
                (yTrue, yPred) -> new org.triceras.keras.losses.CosineSimilarity()
                        .call(yTrue, yPred)
                        .neg());
    }
}
