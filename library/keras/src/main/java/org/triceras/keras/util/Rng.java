package org.triceras.keras.util;

import java.util.SplittableRandom;

/** Where every seed that the user did not give comes from: initializers, dropout, shuffling. */
public final class Rng {
    private static SplittableRandom source = new SplittableRandom();

    private Rng() {}

    /** Makes everything random that follows depend on {@code seed} alone. */
    public static synchronized void setRandomSeed(long seed) {
        source = new SplittableRandom(seed);
    }

    /** A fresh seed, positive. */
    public static synchronized long nextSeed() {
        return source.nextLong() >>> 1;
    }
}
