package org.triceras.keras.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.losses.Losses;
import org.triceras.keras.losses.Ranks;

/** The mean cross-entropy of class numbers. */
public final class SparseCategoricalCrossentropy extends Mean {
    public SparseCategoricalCrossentropy() {
        super("sparse_categorical_crossentropy");
        settings().with("from_logits", false).with("ignore_class", null).with("axis", -1);
    }

    /** True when predictions are scores before the softmax or sigmoid. */
    public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
        settings().set("from_logits", fromLogits);
        return this;
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Map<String, Object> config = new LinkedHashMap<>();
        settings().writeTo(config);
        Tensor[] same = Ranks.squeezeOrExpand(yTrue, yPred);
        update(Losses.known().get("SparseCategoricalCrossentropy").apply(config).call(same[0], same[1]), sampleWeight);
    }
}
