package org.triceras.keras.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.losses.Losses;
import org.triceras.keras.losses.Ranks;

/** The mean cross-entropy of one-hot targets. */
public final class CategoricalCrossentropy extends Mean {
    public CategoricalCrossentropy() {
        super("categorical_crossentropy");
        settings().with("from_logits", false).with("label_smoothing", 0.0).with("axis", -1);
    }

    /** True when predictions are scores before the softmax or sigmoid. */
    public CategoricalCrossentropy fromLogits(boolean fromLogits) {
        settings().set("from_logits", fromLogits);
        return this;
    }

    /** How much of the certainty of targets is spread over the classes, from 0 to 1. */
    public CategoricalCrossentropy labelSmoothing(double labelSmoothing) {
        settings().set("label_smoothing", labelSmoothing);
        return this;
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Map<String, Object> config = new LinkedHashMap<>();
        settings().writeTo(config);
        Tensor[] same = Ranks.squeezeOrExpand(yTrue, yPred);
        update(Losses.known().get("CategoricalCrossentropy").apply(config).call(same[0], same[1]), sampleWeight);
    }
}
