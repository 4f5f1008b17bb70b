package org.triceras.keras.initializers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.Rng;

/** An initializer with a seed. Without one, each call draws another from {@link Rng}; with one, each call gives the same. */
public abstract class RandomInitializer implements Initializer {
    private final Long seed;

    RandomInitializer(Long seed) {
        this.seed = seed;
    }

    final Tensor seedTensor() {
        return RandomTensors.seed(seed != null ? seed : Rng.nextSeed(), 0);
    }

    /** The seed used for numbers drawn in Java. */
    final long drawSeed() {
        return seed != null ? seed : Rng.nextSeed();
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("seed", seed);
        return config;
    }
}
