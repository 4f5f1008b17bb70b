package org.triceras.keras.util;

import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;

/**
 * Random state that advances by one with every draw, also inside a compiled training step. A layer or model that draws numbers keeps one in a
 * field: {@code private final SeedGenerator seeds = new SeedGenerator()}.
 */
public final class SeedGenerator {
    private static final Tensor ONE = Tensors.of(new long[] {0, 1});

    private final Long seed;
    private final Variable state;

    /** Starts with a seed from {@link Rng}. */
    public SeedGenerator() {
        this(null, "seed_generator");
    }

    /** The same seed gives the same numbers. */
    public SeedGenerator(long seed) {
        this(seed, "seed_generator");
    }

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

    /** Normal float32 of mean 0 and standard deviation 1, other numbers at each call and each run of a compiled step: {@code seeds.normal(32, 128)}. */
    public Tensor normal(int... shape) {
        return normal(Shape.of(shape));
    }

    public Tensor normal(Shape shape) {
        return RandomTensors.normal(next(), shape, 0, 1);
    }

    /** Uniform float32 from 0 to below 1. */
    public Tensor uniform(int... shape) {
        return uniform(Shape.of(shape));
    }

    public Tensor uniform(Shape shape) {
        return RandomTensors.uniform(next(), shape, 0, 1);
    }
}
