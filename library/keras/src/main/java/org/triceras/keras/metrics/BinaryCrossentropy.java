package org.triceras.keras.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.losses.Losses;
import org.triceras.keras.losses.Ranks;

/** The mean cross-entropy of labels 0 and 1. */
public final class BinaryCrossentropy extends Mean {
    public BinaryCrossentropy() {
        super("binary_crossentropy");
        settings().with("from_logits", false).with("label_smoothing", 0.0);
    }

    /** True when predictions are scores before the softmax or sigmoid. */
    public BinaryCrossentropy fromLogits(boolean fromLogits) {
        settings().set("from_logits", fromLogits);
        return this;
    }

    /** How much of the certainty of targets is spread over the classes, from 0 to 1. */
    public BinaryCrossentropy labelSmoothing(double labelSmoothing) {
        settings().set("label_smoothing", labelSmoothing);
        return this;
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Map<String, Object> config = new LinkedHashMap<>();
        settings().writeTo(config);
        Tensor[] same = Ranks.squeezeOrExpand(yTrue, yPred);
        update(Losses.known().get("BinaryCrossentropy").apply(config).call(same[0], same[1]), sampleWeight);
    }
}
