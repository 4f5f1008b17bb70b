package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.keras.util.SeedGenerator;

/** What layers share that change their inputs at random in training, and do nothing in inference. */
public abstract class Noise<L extends Noise<L>> extends FluentLayer<L> {
    private Long seed;
    private SeedGenerator seedGenerator;

    public L seed(long seed) {
        requireUnbuilt("seed");
        this.seed = seed;
        return self();
    }

    @Override
    public void build(Shape input) {
        seedGenerator = new SeedGenerator(seed, path());
    }

    final SeedGenerator seeds() {
        return seedGenerator;
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    final void seedOption(Options o) {
        o.seed("seed", () -> seed, v -> seed = v);
    }
}
