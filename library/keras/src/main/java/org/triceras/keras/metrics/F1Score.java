package org.triceras.keras.metrics;

/** The harmonic mean of precision and recall; for one-hot or several labels. */
public final class F1Score extends FBetaScore {
    public F1Score() {
        super("f1_score");
    }
}
