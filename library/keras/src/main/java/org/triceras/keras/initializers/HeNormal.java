package org.triceras.keras.initializers;

/** Truncated normal with variance 2 / inputs, for relu; He et al. 2015. */
public final class HeNormal extends VarianceScaling {
    public HeNormal() {
        this(null);
    }

    public HeNormal(Long seed) {
        super(2, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL, seed);
    }
}
