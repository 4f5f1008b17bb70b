package org.triceras.keras.util;

import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;

/** Random state that advances by one with every draw, also inside a compiled training step. */
public final class SeedGenerator {
    private static final Tensor ONE = Tensors.of(new long[] {0, 1});

    private final Long seed;
    private final Variable state;

    /** @param seed null for one from {@link Rng} */
    public SeedGenerator(Long seed, String path) {
        this.seed = seed;
        long key = seed != null ? seed : Rng.nextSeed();
        this.state = new Variable(Tensors.of(new long[] {key, 0}), path + "/seed_generator_state", false);
    }

    /** The seed that was asked for; null when it was left to chance. */
    public Long seed() {
        return seed;
    }

    /** The key and counter; no weight, but kept between steps. */
    public Variable state() {
        return state;
    }

    /** A seed for {@link org.triceras.engine.tensor.RandomTensors}, different at each call. */
    public Tensor next() {
        Tensor now = state.tensor();
        state.assign(now.add(ONE));
        return now;
    }
}
