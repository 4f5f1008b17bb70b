package org.triceras.keras.initializers;

/** Truncated normal with variance 2 / (inputs + outputs); Glorot and Bengio 2010. */
public final class GlorotNormal extends VarianceScaling {
    public GlorotNormal() {
        this(null);
    }

    public GlorotNormal(Long seed) {
        super(1, Mode.FAN_AVG, Distribution.TRUNCATED_NORMAL, seed);
    }
}
